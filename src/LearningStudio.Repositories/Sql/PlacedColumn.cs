using System.Linq.Expressions;
using System.Reflection;

namespace LearningStudio.Repositories.Sql;

// Rule: linq2db leaves to the client what it can compute there, drops constants, and reads a column once that a mapping
//   names twice. A template reads a row from its first column to its last, so each has to be there, in its place.
/// <summary>Makes an expression a column of its own, whatever a mapping says it is.</summary>
internal static class PlacedColumn
{
    private static readonly MethodInfo ColumnMethod = new Func<int, int, int>(
        Column
    ).Method.GetGenericMethodDefinition();

    public static Expression Create(Expression value, int place) =>
        Expression.Call(ColumnMethod.MakeGenericMethod(value.Type), value, Expression.Constant(place));

    // The place is not written: it tells apart columns of one value.
    [LinqToDB.Sql.Expression(
        "{0}",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.SameAsFirstParameter
    )]
    private static T Column<T>(T value, int place) => throw OnlyInSql.Error();
}
