namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>Figures of the review queue.</summary>
/// <param name="Pending">Open items.</param>
/// <param name="PendingByType">Open items by type; types without any are left out.</param>
/// <param name="Created">Items asked for since the moment asked about.</param>
/// <param name="Approved">Items approved since then.</param>
/// <param name="Rejected">Items rejected since then.</param>
/// <param name="MeanResolution">The mean time from request to decision of those; null without any.</param>
public sealed record ReviewAnalytics(
    int Pending,
    IReadOnlyDictionary<ReviewType, int> PendingByType,
    int Created,
    int Approved,
    int Rejected,
    TimeSpan? MeanResolution
)
{
    /// <summary>The share of approvals among the decisions; null without any.</summary>
    public double? ApprovalRate => Approved + Rejected == 0 ? null : (double)Approved / (Approved + Rejected);
}
