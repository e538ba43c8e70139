using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Evaluation;

/// <summary>The options that verdicts and what is done about them depend on, besides the rules.</summary>
/// <param name="Profile">How hits become a score.</param>
/// <param name="RuleTime">How long one rule may search.</param>
/// <param name="TextTime">How long all rules may search one text.</param>
/// <param name="TextLength">How much of a text they see.</param>
/// <param name="ExemptTrust">The trust level from which on no rule applies; null for none.</param>
/// <param name="ExemptHosts">The hosts whose links no rule sees, in order.</param>
/// <param name="Review">From which score on a moderator looks.</param>
/// <param name="Hold">From which score on it waits for approval.</param>
/// <param name="Reject">From which score on it is refused; null: from none.</param>
internal sealed record RuleSettings(
    ScoreProfile Profile,
    TimeSpan RuleTime,
    TimeSpan TextTime,
    int TextLength,
    int? ExemptTrust,
    string ExemptHosts,
    double Review,
    double Hold,
    double? Reject
)
{
    /// <summary>The set of <see cref="ExemptHosts"/>; null where there are none.</summary>
    public HostSet? Hosts { get; } = ExemptHosts.Length == 0 ? null : new HostSet(ExemptHosts.Split(' '));

    public static RuleSettings From(ModerationOptions options) =>
        new(
            options.Profile,
            options.Limits.RuleTime,
            options.Limits.TextTime,
            options.Limits.TextLength,
            options.Exempt.TrustLevel,
            string.Join(' ', options.Exempt.Hosts.Order(StringComparer.Ordinal)),
            options.Thresholds.Review,
            options.Thresholds.Hold,
            options.Thresholds.Reject
        );
}
