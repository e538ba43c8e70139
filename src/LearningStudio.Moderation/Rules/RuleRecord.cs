using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Rules;

/// <summary>What is known of a rule's hits.</summary>
/// <param name="RuleId">The rule's id.</param>
/// <param name="Hits">Texts that it hit.</param>
/// <param name="TruePositives">Posts that it hit and that were decided to be spam.</param>
/// <param name="FalsePositives">Posts that it hit and that were decided not to be.</param>
/// <param name="UniqueCatches">Spam that it hit and no other rule that counts did.</param>
/// <param name="LastHit">When it hit last; null: never.</param>
/// <param name="IsShadow">Whether it was in trial when it hit last.</param>
public sealed record RuleRecord(
    string RuleId,
    long Hits = 0,
    int TruePositives = 0,
    int FalsePositives = 0,
    int UniqueCatches = 0,
    DateTimeOffset? LastHit = null,
    bool IsShadow = false
)
{
    /// <summary>Posts that it hit and that were decided.</summary>
    public int Labelled => TruePositives + FalsePositives;

    /// <summary>The share of spam among them, with its 95 % interval.</summary>
    public Ratio Precision => new(TruePositives, Labelled);

    /// <summary>These figures and another's, none below nothing; the trial is that of the later hit.</summary>
    internal RuleRecord Plus(RuleRecord change)
    {
        bool isLater = change.LastHit is { } hit && !(LastHit > hit);
        return this with
        {
            Hits = Math.Max(0, Hits + change.Hits),
            TruePositives = Math.Max(0, TruePositives + change.TruePositives),
            FalsePositives = Math.Max(0, FalsePositives + change.FalsePositives),
            UniqueCatches = Math.Max(0, UniqueCatches + change.UniqueCatches),
            LastHit = isLater ? change.LastHit : LastHit,
            IsShadow = isLater ? change.IsShadow : IsShadow,
        };
    }
}
