namespace LearningStudio.Repositories;

/// <summary>Which page of a list is wanted: the one after a cursor, or, for clients that count pages, the n-th.</summary>
/// <remarks>
/// A page after a cursor costs the same wherever it stands, and neither repeats nor misses an item when others are added
/// meanwhile. The n-th page costs more the further it stands.
/// </remarks>
public sealed class PageRequest
{
    /// <summary>The highest page number.</summary>
    public const int MaxNumber = 1_000_000;

    /// <summary>The largest page size.</summary>
    public const int MaxSize = 100;

    /// <summary>The first page, of 20 items.</summary>
    public static PageRequest First { get; } = new(1);

    /// <param name="number">From 1 to <see cref="MaxNumber"/>.</param>
    /// <param name="size">From 1 to <see cref="MaxSize"/>; 20 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public PageRequest(int number, int size = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        Number = number;
        Size = size;
    }

    /// <summary>The page's number, from 1; 1 too for a page after a cursor.</summary>
    public int Number { get; }

    /// <summary>How many items a page holds.</summary>
    public int Size { get; }

    /// <summary>The <see cref="Page{T}.Next"/> of the page before; null for a page by number.</summary>
    public string? Cursor { get; private init; }

    /// <summary>How many items stand before the page by number.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>Asks for the page after another one.</summary>
    /// <param name="cursor">The <see cref="Page{T}.Next"/> of the page before; null for the first page.</param>
    /// <param name="size">From 1 to <see cref="MaxSize"/>; 20 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its bounds.</exception>
    public static PageRequest After(string? cursor, int size = 20) => new(1, size) { Cursor = cursor };
}
