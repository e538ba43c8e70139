namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>How the items of one rule or trigger were decided.</summary>
/// <param name="Code">The rule or trigger: a reason's code up to its first colon.</param>
/// <param name="Approved">Approved items.</param>
/// <param name="Rejected">Rejected items.</param>
public sealed record RuleStats(string Code, int Approved, int Rejected)
{
    /// <summary>The share of its items that were rejected, of those decided.</summary>
    public Ratio Precision => new(Rejected, Approved + Rejected);
}
