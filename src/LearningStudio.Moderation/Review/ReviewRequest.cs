namespace LearningStudio.Moderation.Review;

/// <summary>Asks for a review.</summary>
public sealed record ReviewRequest
{
    /// <summary>What to review.</summary>
    public required ReviewTarget Target { get; init; }

    /// <summary>Why.</summary>
    public required ReviewType Type { get; init; }

    /// <summary>From 1, most urgent, to 4.</summary>
    public required int Priority { get; init; }

    /// <summary>The reasons; those of a later request on the same open item replace them if it has any.</summary>
    public required IReadOnlyList<ReviewReason> Reasons { get; init; }

    /// <summary>The score of the text, from 0 to 1; null where none was made.</summary>
    public double? SpamScore { get; init; }

    /// <summary>The user concerned; null for a guest.</summary>
    public long? ReportedUserId { get; init; }

    /// <summary>That user's trust level, from 0; null counts as 0.</summary>
    public int? ReportedTrustLevel { get; init; }

    /// <summary>Who reports it; each voter counts once an item. Null for the software itself.</summary>
    public long? VoterId { get; init; }

    /// <summary>What the voter's vote weighs; not negative. 1 by default.</summary>
    public double VoteWeight { get; init; } = 1;

    /// <summary>
    /// In what time it should be decided; longer than 0, at most <see cref="ReviewPriority.MaxDeadline"/>, which
    /// null stands for. The earliest moment that any request of an item asks for holds.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The cluster of near-copies that the target belongs to; null for none.</summary>
    public long? ClusterId { get; init; }

    /// <summary>The rules and triggers of the reasons, each once: their codes up to the first colon.</summary>
    public IReadOnlyList<string> Codes =>
        [.. Reasons.Select(reason => reason.Code.Split(':', 2)[0]).Distinct(StringComparer.Ordinal)];
}
