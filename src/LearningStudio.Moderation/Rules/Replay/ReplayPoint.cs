using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How well a score tells spam if posts from a threshold on are taken for it; intervals are of 95 %.</summary>
/// <param name="Threshold">The threshold: a score at least as high counts.</param>
/// <param name="Precision">Spam among the posts that reach it.</param>
/// <param name="Recall">Posts that reach it among the spam.</param>
/// <param name="FalsePositiveRate">Posts that reach it among those that are no spam.</param>
public sealed record ReplayPoint(double Threshold, Ratio Precision, Ratio Recall, Ratio FalsePositiveRate)
{
    /// <summary>The harmonic mean of precision and recall; 0 where nothing is found.</summary>
    public double F1 =>
        Precision.Total + Recall.Total == 0 ? 0 : 2.0 * Precision.Count / (Precision.Total + Recall.Total);
}
