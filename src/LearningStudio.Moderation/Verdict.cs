namespace LearningStudio.Moderation;

/// <summary>What the rules say of a text, and why.</summary>
public sealed class Verdict
{
    internal Verdict(
        double score,
        IReadOnlyList<ScorePart> parts,
        IReadOnlyList<RuleMatch> matches,
        IReadOnlyList<string> unfinishedRules,
        string ruleSetHash
    )
    {
        Score = score;
        Parts = parts;
        Matches = matches;
        UnfinishedRules = unfinishedRules;
        RuleSetHash = ruleSetHash;
    }

    /// <summary>
    /// In the classic profile from 0, nothing suspicious, to 1; in the additive one the sum of weights.
    /// </summary>
    public double Score { get; }

    /// <summary>The summands of the score, in the order in which they were added.</summary>
    public IReadOnlyList<ScorePart> Parts { get; }

    /// <summary>The hits that count, then those of rules in trial; each in the order of the rules' ids.</summary>
    public IReadOnlyList<RuleMatch> Matches { get; }

    /// <summary>
    /// Rules that might hit and that ran out of time, now or so often before that they are no longer searched.
    /// </summary>
    public IReadOnlyList<string> UnfinishedRules { get; }

    /// <summary>Names the rules that were searched: the same hash, the same rules.</summary>
    public string RuleSetHash { get; }

    /// <summary>Whether the rules saw only the first <see cref="ModerationLimits.TextLength"/> characters.</summary>
    public bool IsCut { get; internal init; }

    /// <summary>Whether <see cref="ModerationLimits.TextTime"/> was over before all rules were searched.</summary>
    public bool IsOutOfTime { get; internal init; }

    /// <summary>Whether every rule saw the whole text. If not the score may be too low, and a human should look.</summary>
    public bool IsComplete => UnfinishedRules.Count == 0 && !IsCut && !IsOutOfTime;
}
