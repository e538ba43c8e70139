using System.Linq.Expressions;
using System.Reflection;

namespace LearningStudio.Repositories.Sql;

// Rule: an expression of a column's type that depends on the row is a column, whole, and the database computes it. What
//   constructs an object, chooses (?:, ??) or compares with null runs here, on the columns it holds.
/// <summary>Finds the columns in the expression of an item, and puts in their place what is read of a row.</summary>
internal sealed class ColumnFinder(ParameterExpression source) : ExpressionVisitor
{
    private static readonly Dictionary<Type, MethodInfo> Readers = new[]
    {
        nameof(RowCursor.Long),
        nameof(RowCursor.LongOrNull),
        nameof(RowCursor.Int),
        nameof(RowCursor.IntOrNull),
        nameof(RowCursor.Bool),
        nameof(RowCursor.Text),
        nameof(RowCursor.Time),
        nameof(RowCursor.TimeOrNull),
    }
        .Select(name => typeof(RowCursor).GetMethod(name)!)
        .ToDictionary(method => method.ReturnType);

    private static readonly MethodInfo NullableText = typeof(RowCursor).GetMethod(nameof(RowCursor.TextOrNull))!;

    // By their text: a column that is used twice is selected once.
    private readonly Dictionary<string, ParameterExpression> _values = new(StringComparer.Ordinal);
    private readonly List<Expression> _columns = [];
    private readonly List<Expression> _reads = [];

    public ParameterExpression Row { get; } = Expression.Parameter(typeof(RowCursor), "row");

    /// <summary>The columns found so far.</summary>
    public IReadOnlyList<Expression> Columns => _columns;

    /// <summary>Reads the columns from the first to the last, and makes the item.</summary>
    public Expression Read(Expression item) => Expression.Block(_values.Values, [.. _reads, item]);

    public override Expression? Visit(Expression? node) =>
        node is not null && IsColumn(node) ? ValueOf(node) : base.Visit(node);

    private bool IsColumn(Expression node) =>
        (Readers.ContainsKey(node.Type) || node.Type.IsEnum)
        && node.NodeType
            is not (
                ExpressionType.Conditional
                or ExpressionType.Coalesce
                or ExpressionType.Equal
                or ExpressionType.NotEqual
                or ExpressionType.Not
                or ExpressionType.AndAlso
                or ExpressionType.OrElse
            )
        && !(node is MemberExpression { Expression: { } whole } && Nullable.GetUnderlyingType(whole.Type) is not null)
        && SourceFinder.Finds(source, node);

    // A text that is not declared as nullable fails where the tables of another forum hold none, as a number does.
    private static bool MayBeNullText(Expression column) =>
        column.Type == typeof(string)
        && (
            column is not MemberExpression { Member: PropertyInfo property }
            || new NullabilityInfoContext().Create(property).ReadState != NullabilityState.NotNull
        );

    private ParameterExpression ValueOf(Expression column)
    {
        string text = column.ToString();
        if (_values.TryGetValue(text, out ParameterExpression? known))
        {
            return known;
        }

        ParameterExpression value = Expression.Variable(column.Type);
        MethodInfo reader = MayBeNullText(column)
            ? NullableText
            : Readers[column.Type.IsEnum ? typeof(int) : column.Type];
        Expression read = Expression.Call(Row, reader);
        _values.Add(text, value);
        _columns.Add(column);
        _reads.Add(Expression.Assign(value, column.Type.IsEnum ? Expression.Convert(read, column.Type) : read));
        return value;
    }

    private sealed class SourceFinder(ParameterExpression source) : ExpressionVisitor
    {
        private bool _isFound;

        public static bool Finds(ParameterExpression source, Expression node)
        {
            var finder = new SourceFinder(source);
            finder.Visit(node);
            return finder._isFound;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _isFound |= node == source;
            return node;
        }
    }
}
