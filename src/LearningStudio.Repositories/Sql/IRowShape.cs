using System.Linq.Expressions;

namespace LearningStudio.Repositories.Sql;

/// <summary>A shape of whatever kind.</summary>
internal interface IRowShape
{
    /// <summary>Makes the item of a source.</summary>
    LambdaExpression Item { get; }
}
