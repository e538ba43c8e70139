using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>A list in pages, ordered by a moment and an id.</summary>
/// <param name="query">
/// Builds a page's query; after its own arguments it takes those of <see cref="PageWindow.From"/>, as its last.
/// </param>
/// <param name="read">Makes an item of a row.</param>
/// <param name="position">Where an item stands.</param>
internal sealed class KeysetList<T>(
    Func<ForumDb, TemplateArguments, PageStart, IQueryable> query,
    Func<RowCursor, T> read,
    Func<T, Position> position
)
{
    private readonly SqlTemplate<T> _first = new((db, a) => query(db, a, PageStart.First), read);
    private readonly SqlTemplate<T> _byNumber = new((db, a) => query(db, a, PageStart.Number), read);
    private readonly SqlTemplate<T> _after = new((db, a) => query(db, a, PageStart.After), read);
    private readonly SqlTemplate<T> _afterPinned = new((db, a) => query(db, a, PageStart.AfterPinned), read);

    /// <summary>A list whose rows become items by a shape.</summary>
    public static KeysetList<T> Create<TSource>(
        Func<ForumDb, TemplateArguments, PageStart, IQueryable<TSource>> query,
        RowShape<TSource, T> shape,
        Func<T, Position> position
    ) => new((db, arguments, start) => shape.Columns(query(db, arguments, start)), shape.Read, position);

    /// <summary>Reads a page: one statement.</summary>
    /// <param name="database">The database.</param>
    /// <param name="protector">Seals the page's cursor and opens the request's.</param>
    /// <param name="name">Names the list and what it was asked for, so that cursors fit no other.</param>
    /// <param name="arguments">The query's own arguments.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<Page<T>> ReadAsync(
        ForumDatabase database,
        CursorProtector protector,
        string name,
        object[] arguments,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        // One row more tells whether there is another page.
        object take = page.Size + 1;
        (SqlTemplate<T> template, object[] window) = page.Cursor is { } cursor
            ? protector.Unprotect(name, cursor) is { } at && at.IsPinned
                ? (_afterPinned, new[] { at.At, at.Id, take })
                : (_after, [at.At, at.Id, take])
            : page.Skip == 0
                ? (_first, [take])
                : (_byNumber, [page.Skip, take]);
        IReadOnlyList<T> rows = await database
            .ListAsync(template, [.. arguments, .. window], cancellationToken)
            .ConfigureAwait(false);
        return rows.Count <= page.Size
            ? new Page<T>(rows, null)
            : new Page<T>([.. rows.Take(page.Size)], protector.Protect(name, position(rows[page.Size - 1])));
    }
}
