namespace LearningStudio.Repositories;

/// <summary>An entry of the review queue, with names and reasons as the caller gave them.</summary>
/// <param name="Id">The entry's id; 0 for a new one.</param>
/// <param name="TargetKind">What kind of thing is reviewed.</param>
/// <param name="TargetId">Its id.</param>
/// <param name="Type">Why.</param>
/// <param name="Priority">From 1, most urgent, to 4.</param>
/// <param name="Weight">Points towards its place in the queue, besides those for priority, age and votes.</param>
/// <param name="Votes">How many users asked for it.</param>
/// <param name="SpamScore">The score of the text; null where none was made.</param>
/// <param name="Reasons">The reasons, in a form of the caller's own.</param>
/// <param name="ReportedUserId">The user concerned; null for none.</param>
/// <param name="ReportedTrustLevel">That user's trust level.</param>
/// <param name="State">How far it is: <c>pending</c>, <c>approved</c>, <c>rejected</c> or <c>superseded</c>.</param>
/// <param name="CreatedAt">When it was first asked for.</param>
/// <param name="DecidedAt">When it was decided; null while pending.</param>
/// <param name="DecidedBy">Who decided; null while pending.</param>
public sealed record QueueEntry(
    long Id,
    string TargetKind,
    long TargetId,
    string Type,
    int Priority,
    double Weight,
    int Votes,
    double? SpamScore,
    string Reasons,
    long? ReportedUserId,
    int? ReportedTrustLevel,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt = null,
    long? DecidedBy = null
)
{
    /// <summary>What the votes weigh together.</summary>
    public double VoteWeight { get; init; }

    /// <summary>The cluster of near-copies that the target belongs to; null for none.</summary>
    public long? ClusterId { get; init; }

    /// <summary>Who it waits for while it is pending: <c>open</c>, <c>escalated</c> or <c>waiting</c>.</summary>
    public string Stage { get; init; } = "open";

    /// <summary>Its place among others, the highest first: milliseconds, 72,000,000 for each vote of weight 1.</summary>
    public long Standing { get; init; }

    /// <summary>When it should have been decided.</summary>
    public DateTimeOffset DueAt { get; init; } = CreatedAt.AddHours(100);

    /// <summary>From when on others can claim it.</summary>
    public DateTimeOffset AvailableAt { get; init; } = CreatedAt;

    /// <summary>How often it has been claimed.</summary>
    public long Fence { get; init; }

    /// <summary>Who claimed it last; null where nobody holds it.</summary>
    public long? ClaimedBy { get; init; }

    /// <summary>When it was claimed last; null for never.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>Whose lease had run out when it was claimed last; null for nobody's.</summary>
    public long? TakenFrom { get; init; }

    /// <summary>The entry whose decision closed it, its own as a rule; null while pending.</summary>
    public long? DecisionId { get; init; }
}
