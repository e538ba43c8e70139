using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How one rule did; of a rule that only one of the sets has, the other set has no hits.</summary>
/// <param name="RuleId">The rule's id.</param>
/// <param name="IsShadow">Whether it is in trial, in the candidate if it is there.</param>
/// <param name="SpamHits">Spam that it hits in the candidate.</param>
/// <param name="HamHits">Other posts that it hits in the candidate.</param>
/// <param name="UniqueCatches">Spam that it hits and no other rule that counts does, in the candidate.</param>
/// <param name="NewHits">Posts that it hits in the candidate only.</param>
/// <param name="LostHits">Posts that it hits in the other set only.</param>
public sealed record ReplayRule(
    string RuleId,
    bool IsShadow,
    int SpamHits,
    int HamHits,
    int UniqueCatches,
    ReplayCases NewHits,
    ReplayCases LostHits
)
{
    /// <summary>The share of spam among what it hits in the candidate, with its 95 % interval.</summary>
    public Ratio Precision => new(SpamHits, SpamHits + HamHits);
}
