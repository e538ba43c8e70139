namespace LearningStudio.Moderation;

/// <summary>What the rules say of a text, and why.</summary>
/// <param name="Score">In the classic profile from 0, nothing suspicious, to 1; in the additive one the sum of weights.</param>
/// <param name="Parts">The summands of the score, in the order in which they were added.</param>
/// <param name="Matches">The hits that count, then those of rules in trial; each in the order of the rules' ids.</param>
/// <param name="UnfinishedRules">
/// Rules that might hit and that ran out of time, now or so often before that they are no longer searched.
/// </param>
/// <param name="RuleSetHash">Names the rules that judged: the same hash, the same rules.</param>
public sealed record Verdict(
    double Score,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<RuleMatch> Matches,
    IReadOnlyList<string> UnfinishedRules,
    string RuleSetHash
)
{
    /// <summary>Whether the rules saw only the first <see cref="ModerationLimits.TextLength"/> characters.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether <see cref="ModerationLimits.TextTime"/> was over before all rules were searched.</summary>
    public bool IsOutOfTime { get; init; }

    /// <summary>Whether every rule saw the whole text. If not the score may be too low, and a human should look.</summary>
    public bool IsComplete => UnfinishedRules.Count == 0 && !IsCut && !IsOutOfTime;
}
