namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How one set of rules did.</summary>
/// <param name="RuleSetHash">Names the set.</param>
/// <param name="Rejected">The rules that were left out of it, and why.</param>
/// <param name="Incomplete">Posts that not every rule finished; they go to review.</param>
/// <param name="FalsePositives">Posts that are no spam and for which it asks for more than to show them.</param>
/// <param name="Points">Precision and recall by threshold, the lowest first.</param>
public sealed record ReplayResult(
    string RuleSetHash,
    IReadOnlyList<RejectedRule> Rejected,
    int Incomplete,
    ReplayCases FalsePositives,
    IReadOnlyList<ReplayPoint> Points
);
