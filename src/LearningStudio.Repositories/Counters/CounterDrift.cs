namespace LearningStudio.Repositories.Counters;

/// <summary>A stored counter that differs from a recount.</summary>
public sealed class CounterDrift
{
    /// <summary>The table and column, for example <c>forum_stats.post_count</c>.</summary>
    public required string Counter { get; init; }

    /// <summary>The topic, or the forum.</summary>
    public required long Id { get; init; }

    /// <summary>The UTC day, for a counter of days; null elsewhere.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What is stored; null for nothing.</summary>
    public long? Stored { get; init; }

    /// <summary>What there is; null for nothing.</summary>
    public long? Counted { get; init; }
}
