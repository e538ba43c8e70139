namespace LearningStudio.Moderation.Review;

/// <summary>Asks for a review.</summary>
/// <param name="Target">What to review.</param>
/// <param name="Type">Why.</param>
/// <param name="Priority">From 1, most urgent, to 4.</param>
/// <param name="Reasons">The reasons; those of a later request on the same open item replace them if it has any.</param>
/// <param name="SpamScore">The score of the text, from 0 to 1; null where none was made.</param>
/// <param name="ReportedUserId">The user concerned; null for a guest.</param>
/// <param name="ReportedTrustLevel">That user's trust level, from 0; null counts as 0.</param>
/// <param name="VoterId">Who reports it; each voter counts once an item. Null for the software itself.</param>
public sealed record ReviewRequest(
    ReviewTarget Target,
    ReviewType Type,
    int Priority,
    IReadOnlyList<ReviewReason> Reasons,
    double? SpamScore = null,
    long? ReportedUserId = null,
    int? ReportedTrustLevel = null,
    long? VoterId = null
)
{
    /// <summary>What the voter's vote weighs; not negative. 1 by default.</summary>
    public double VoteWeight { get; init; } = 1;

    /// <summary>
    /// In what time it should be decided; longer than 0, at most <see cref="ReviewPriority.LongestDeadline"/>, which
    /// null stands for. The earliest moment that any request of an item asks for holds.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The cluster of near-copies that the target belongs to; null for none.</summary>
    public long? ClusterId { get; init; }

    /// <summary>The rules and triggers of the reasons, each once: their codes up to the first colon.</summary>
    public IReadOnlyList<string> Codes =>
        [.. Reasons.Select(reason => reason.Code.Split(':', 2)[0]).Distinct(StringComparer.Ordinal)];
}
