namespace LearningStudio.Moderation;

/// <summary>What the rules say of a text, and why.</summary>
/// <param name="Score">From 0, nothing suspicious, to 1.</param>
/// <param name="Parts">The summands of the score, in the order in which they were added.</param>
/// <param name="Matches">The hits, in the order of the rules' ids.</param>
/// <param name="TimedOutRules">Rules that ran out of time: the score may be too low, and a human should look.</param>
/// <param name="RuleSetHash">Names the rules that judged: the same hash, the same rules.</param>
public sealed record Verdict(
    double Score,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<RuleMatch> Matches,
    IReadOnlyList<string> TimedOutRules,
    string RuleSetHash
)
{
    /// <summary>Whether every rule finished.</summary>
    public bool IsComplete => TimedOutRules.Count == 0;
}
