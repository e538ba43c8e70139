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

    /// <summary>Whether a row comes after a place in the order.</summary>
    public Expression<Func<TRow, bool>> IsAfter(DateTimeOffset lastAt, long lastId)
    {
        Expression<Func<DateTimeOffset, long, bool>> compare = isDescending
            ? (moment, key) => LinqToDB.Sql.Row(moment, key) < LinqToDB.Sql.Row(lastAt, lastId)
            : (moment, key) => LinqToDB.Sql.Row(moment, key) > LinqToDB.Sql.Row(lastAt, lastId);
        ParameterExpression row = at.Parameters[0];
        Expression isAfter = ParameterReplacer.Call(compare, at.Body, ParameterReplacer.Call(id, row));
        return Expression.Lambda<Func<TRow, bool>>(isAfter, row);
    }
}
