using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How one rule did; of a rule that only one of the sets has, the other set has no hits.</summary>
public sealed class ReplayRule
{
    internal ReplayRule(
        string ruleId,
        bool isShadow,
        int spamHits,
        int hamHits,
        int uniqueCatches,
        ReplayCases newHits,
        ReplayCases lostHits
    )
    {
        RuleId = ruleId;
        IsShadow = isShadow;
        SpamHits = spamHits;
        HamHits = hamHits;
        UniqueCatches = uniqueCatches;
        NewHits = newHits;
        LostHits = lostHits;
    }

    /// <summary>The rule's id.</summary>
    public string RuleId { get; }

    /// <summary>Whether it is in trial, in the candidate if it is there.</summary>
    public bool IsShadow { get; }

    /// <summary>Spam that it hits in the candidate.</summary>
    public int SpamHits { get; }

    /// <summary>Other posts that it hits in the candidate.</summary>
    public int HamHits { get; }

    /// <summary>Spam that it hits and no other rule that counts does, in the candidate.</summary>
    public int UniqueCatches { get; }

    /// <summary>Posts that it hits in the candidate only.</summary>
    public ReplayCases NewHits { get; }

    /// <summary>Posts that it hits in the other set only.</summary>
    public ReplayCases LostHits { get; }

    /// <summary>The share of spam among what it hits in the candidate, with its 95 % interval.</summary>
    public Ratio Precision => new(SpamHits, SpamHits + HamHits);
}
