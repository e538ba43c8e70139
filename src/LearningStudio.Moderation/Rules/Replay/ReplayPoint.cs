using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How well a score tells spam if posts from a threshold on are taken for it; intervals are of 95 %.</summary>
public sealed class ReplayPoint
{
    internal ReplayPoint(double threshold, Ratio precision, Ratio recall, Ratio falsePositiveRate)
    {
        Threshold = threshold;
        Precision = precision;
        Recall = recall;
        FalsePositiveRate = falsePositiveRate;
    }

    /// <summary>The threshold: a score at least as high counts.</summary>
    public double Threshold { get; }

    /// <summary>Spam among the posts that reach it.</summary>
    public Ratio Precision { get; }

    /// <summary>Posts that reach it among the spam.</summary>
    public Ratio Recall { get; }

    /// <summary>Posts that reach it among those that are no spam.</summary>
    public Ratio FalsePositiveRate { get; }

    /// <summary>The harmonic mean of precision and recall; 0 where nothing is found.</summary>
    public double F1 =>
        Precision.Total + Recall.Total == 0 ? 0 : 2.0 * Precision.Count / (Precision.Total + Recall.Total);
}
