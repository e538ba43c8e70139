namespace LearningStudio.Moderation.Review;

/// <summary>Something that is, or was, to be reviewed.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Target">What is reviewed.</param>
/// <param name="Type">Why.</param>
/// <param name="Priority">From 1, most urgent, to 4.</param>
/// <param name="Reasons">The reasons.</param>
/// <param name="SpamScore">The score of the text, from 0 to 1; null where none was made.</param>
/// <param name="ReportedUserId">The user concerned; null for a guest.</param>
/// <param name="ReportedTrustLevel">That user's trust level, from 0; null counts as 0.</param>
/// <param name="Votes">How many users reported it.</param>
/// <param name="State">How far it is.</param>
/// <param name="CreatedAt">When it was first asked for, in UTC.</param>
/// <param name="DecidedAt">When it was decided, in UTC; null while open.</param>
/// <param name="DecidedBy">Who decided; null while open.</param>
public sealed record ReviewItem(
    long Id,
    ReviewTarget Target,
    ReviewType Type,
    int Priority,
    IReadOnlyList<ReviewReason> Reasons,
    double? SpamScore,
    long? ReportedUserId,
    int? ReportedTrustLevel,
    int Votes,
    ReviewState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt = null,
    long? DecidedBy = null
)
{
    /// <summary>What the votes weigh together: 1 each, unless their reporters' records say otherwise.</summary>
    public double VoteWeight { get; init; } = Votes;

    /// <summary>The cluster of near-copies that the target belongs to; null for none.</summary>
    public long? ClusterId { get; init; }

    /// <summary>Who it waits for while it is open.</summary>
    public ReviewStage Stage { get; init; }

    /// <summary>When it should have been decided, in UTC: from then on it is claimed before all that are not overdue.</summary>
    public DateTimeOffset DueAt { get; init; } = CreatedAt + ReviewPriority.MaxDeadline;

    /// <summary>How often it has been claimed: the fencing token of the last claim.</summary>
    public long Fence { get; init; }

    /// <summary>Who claimed it last and has neither released nor decided it; null for nobody.</summary>
    public long? ClaimedBy { get; init; }

    /// <summary>From when on it can be claimed by others, in UTC: the end of a lease, or of a wait.</summary>
    public DateTimeOffset AvailableAt { get; init; } = CreatedAt;
}
