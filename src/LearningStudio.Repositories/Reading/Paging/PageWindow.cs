using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>The part of a page's query that says which rows it holds.</summary>
internal sealed record PageWindow(PageStart Start, DateTimeOffset At, long Id, int Skip, int Take)
{
    /// <summary>Whether it begins after an item.</summary>
    public bool IsAfter => Start is PageStart.After or PageStart.AfterPinned;

    public static PageWindow From(TemplateArguments arguments, PageStart start) =>
        start switch
        {
            PageStart.First => new PageWindow(start, default, 0, 0, arguments.Int()),
            PageStart.Number => new PageWindow(start, default, 0, arguments.Int(), arguments.Int()),
            _ => new PageWindow(start, arguments.Time(), arguments.Long(), 0, arguments.Int()),
        };

    /// <summary>Cuts the page out of rows that are ordered already, and begin after the page before.</summary>
    public IQueryable<TRow> Cut<TRow>(IQueryable<TRow> rows)
    {
        (int skip, int take) = (Skip, Take);
        return Start == PageStart.Number ? rows.Skip(skip).Take(take) : rows.Take(take);
    }
}
