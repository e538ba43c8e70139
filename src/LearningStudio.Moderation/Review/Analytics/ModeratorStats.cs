namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>What one moderator did.</summary>
/// <param name="ModeratorId">Who.</param>
/// <param name="Decided">Decisions, also those taken back since.</param>
/// <param name="MedianHandling">The median time from claim to decision; null without claims.</param>
/// <param name="Reversed">Decisions that were taken back, by whomever.</param>
/// <param name="Skipped">Items skipped.</param>
public sealed record ModeratorStats(long ModeratorId, int Decided, TimeSpan? MedianHandling, int Reversed, int Skipped)
{
    /// <summary>The share of decisions that were taken back.</summary>
    public Ratio ReversalRate => new(Math.Min(Reversed, Decided), Decided);
}
