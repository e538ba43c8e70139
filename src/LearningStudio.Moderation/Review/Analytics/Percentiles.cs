namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>Durations by nearest rank: the smallest that this share of them does not exceed.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">90 %.</param>
/// <param name="P99">99 %.</param>
public sealed record Percentiles(int Count, TimeSpan P50, TimeSpan P90, TimeSpan P99)
{
    /// <summary>Ranks durations; null without any.</summary>
    internal static Percentiles? Compute(IEnumerable<TimeSpan> durations)
    {
        TimeSpan[] sorted = [.. durations.Order()];
        return sorted.Length == 0 ? null : new Percentiles(sorted.Length, Rank(50), Rank(90), Rank(99));

        TimeSpan Rank(int percent) => sorted[((sorted.Length * percent) + 99) / 100 - 1];
    }
}
