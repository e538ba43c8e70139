namespace LearningStudio.Repositories.Counters;

/// <summary>A stored counter that differs from a recount.</summary>
/// <param name="Counter">The table and column, for example <c>forum_stats.post_count</c>.</param>
/// <param name="Id">The topic, or the forum.</param>
/// <param name="Day">The UTC day, for a counter of days; null elsewhere.</param>
/// <param name="Stored">What is stored; null for nothing.</param>
/// <param name="Counted">What there is; null for nothing.</param>
public sealed record CounterDrift(string Counter, long Id, DateOnly? Day, long? Stored, long? Counted);
