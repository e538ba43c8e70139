using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using LinqToDB;

namespace LearningStudio.Repositories.Sql;

// Rule: linq2db leaves to the client what it can compute there, drops constants, and reads a column once that a mapping
//   names twice. A template reads a row from its first column to its last, so each has to be there, in its place.
/// <summary>Makes a column of each member that a template's query projects, whatever a mapping says it is.</summary>
internal static class TemplateColumns
{
    private static readonly MethodInfo Select = new Func<IQueryable<int>, Expression<Func<int, int>>, IQueryable<int>>(
        Queryable.Select
    ).Method.GetGenericMethodDefinition();

    private static readonly MethodInfo ColumnOf = new Func<int, int, int>(Column).Method.GetGenericMethodDefinition();

    public static IQueryable Project(IQueryable query)
    {
        Type row = query.ElementType;
        if (!row.IsDefined(typeof(CompilerGeneratedAttribute)))
        {
            return query;
        }

        ParameterExpression item = Expression.Parameter(row, "row");
        PropertyInfo[] members = row.GetProperties();
        NewExpression columns = Expression.New(
            row.GetConstructors().Single(),
            members.Select((member, i) => Placed(Expression.Property(item, member), i)),
            members
        );
        LambdaExpression projection = Expression.Lambda(columns, item);
        return query.Provider.CreateQuery(
            Expression.Call(Select.MakeGenericMethod(row, row), query.Expression, Expression.Quote(projection))
        );
    }

    private static MethodCallExpression Placed(Expression value, int place) =>
        Expression.Call(ColumnOf.MakeGenericMethod(value.Type), value, Expression.Constant(place));

    // The place is not written: it tells apart columns of one value.
    [LinqToDB.Sql.Expression(
        "{0}",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.SameAsFirstParameter
    )]
    private static T Column<T>(T value, int place) => throw OnlyInSql.Error();
}
