using System.Linq.Expressions;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>The order of a list: by a moment, and by an id where moments are equal.</summary>
/// <param name="at">The moment.</param>
/// <param name="id">The id.</param>
/// <param name="isDescending">Whether the latest comes first.</param>
internal sealed class KeysetOrder<TRow>(
    Expression<Func<TRow, DateTimeOffset>> at,
    Expression<Func<TRow, long>> id,
    bool isDescending
)
{
    public static KeysetOrder<TRow> LatestFirst(
        Expression<Func<TRow, DateTimeOffset>> at,
        Expression<Func<TRow, long>> id
    ) => new(at, id, isDescending: true);

    public static KeysetOrder<TRow> OldestFirst(
        Expression<Func<TRow, DateTimeOffset>> at,
        Expression<Func<TRow, long>> id
    ) => new(at, id, isDescending: false);

    public IOrderedQueryable<TRow> Sort(IQueryable<TRow> rows) =>
        isDescending ? rows.OrderByDescending(at).ThenByDescending(id) : rows.OrderBy(at).ThenBy(id);

    /// <summary>Cuts a page out of rows; takes the page's arguments.</summary>
    public IQueryable<TRow> Page(IQueryable<TRow> rows, TemplateArguments arguments, PageStart start)
    {
        var window = PageWindow.From(arguments, start);
        return window.Cut(Sort(window.IsAfter ? rows.Where(IsAfter(window.At, window.Id)) : rows));
    }

    private Expression<Func<TRow, bool>> IsAfter(DateTimeOffset lastAt, long lastId)
    {
        Expression<Func<DateTimeOffset, long, bool>> compare = isDescending
            ? (moment, key) => LinqToDB.Sql.Row(moment, key) < LinqToDB.Sql.Row(lastAt, lastId)
            : (moment, key) => LinqToDB.Sql.Row(moment, key) > LinqToDB.Sql.Row(lastAt, lastId);
        ParameterExpression row = at.Parameters[0];
        var columns = new Substitution(
            new Dictionary<ParameterExpression, Expression>
            {
                [compare.Parameters[0]] = at.Body,
                [compare.Parameters[1]] = new Substitution(
                    new Dictionary<ParameterExpression, Expression> { [id.Parameters[0]] = row }
                ).Visit(id.Body),
            }
        );
        return Expression.Lambda<Func<TRow, bool>>(columns.Visit(compare.Body), row);
    }

    private sealed class Substitution(Dictionary<ParameterExpression, Expression> values) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            values.TryGetValue(node, out Expression? value) ? value : node;
    }
}
