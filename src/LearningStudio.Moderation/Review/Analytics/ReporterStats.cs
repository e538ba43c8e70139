namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>How the items that one user reported were decided.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Agreed">Rejected items.</param>
/// <param name="Disagreed">Approved items.</param>
public sealed record ReporterStats(long UserId, int Agreed, int Disagreed)
{
    /// <summary>The share of the reports that moderators agreed with.</summary>
    public Ratio Accuracy => new(Agreed, Agreed + Disagreed);
}
