using System.Linq.Expressions;

namespace LearningStudio.Repositories.Sql;

/// <summary>Puts expressions in the place of a lambda's parameters.</summary>
internal sealed class ParameterReplacer : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, Expression> _values = [];

    /// <summary>The body of a lambda, called with these values.</summary>
    public static Expression Call(LambdaExpression lambda, params IEnumerable<Expression> values)
    {
        var replacer = new ParameterReplacer();
        foreach ((ParameterExpression parameter, Expression value) in lambda.Parameters.Zip(values))
        {
            replacer._values.Add(parameter, value);
        }

        return replacer.Visit(lambda.Body);
    }

    protected override Expression VisitParameter(ParameterExpression node) => _values.GetValueOrDefault(node, node);
}
