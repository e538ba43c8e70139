namespace LearningStudio.Repositories;

/// <summary>Which page of a list is wanted.</summary>
public sealed record PageRequest
{
    /// <summary>The highest page number.</summary>
    public const int MaximumNumber = 1_000_000;

    /// <summary>The largest page size.</summary>
    public const int MaximumSize = 100;

    /// <param name="number">From 1 to <see cref="MaximumNumber"/>.</param>
    /// <param name="size">From 1 to <see cref="MaximumSize"/>; 20 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public PageRequest(int number, int size = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaximumNumber);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaximumSize);
        Number = number;
        Size = size;
    }

    /// <summary>The page's number, from 1.</summary>
    public int Number { get; }

    /// <summary>How many items a page holds.</summary>
    public int Size { get; }

    /// <summary>How many items stand before the page.</summary>
    public int Skip => (Number - 1) * Size;
}
