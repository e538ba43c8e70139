namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How one set of rules did.</summary>
public sealed class ReplayResult
{
    internal ReplayResult(
        string ruleSetHash,
        IReadOnlyList<RejectedRule> rejected,
        int incomplete,
        ReplayCases falsePositives,
        IReadOnlyList<ReplayPoint> points
    )
    {
        RuleSetHash = ruleSetHash;
        Rejected = rejected;
        Incomplete = incomplete;
        FalsePositives = falsePositives;
        Points = points;
    }

    /// <summary>Names the set.</summary>
    public string RuleSetHash { get; }

    /// <summary>The rules that were left out of it, and why.</summary>
    public IReadOnlyList<RejectedRule> Rejected { get; }

    /// <summary>Posts that not every rule finished; they go to review.</summary>
    public int Incomplete { get; }

    /// <summary>Posts that are no spam and for which it asks for more than to show them.</summary>
    public ReplayCases FalsePositives { get; }

    /// <summary>Precision and recall by threshold, the lowest first.</summary>
    public IReadOnlyList<ReplayPoint> Points { get; }
}
