namespace LearningStudio.Repositories;

/// <summary>Selects pending entries: those that have all that is given.</summary>
/// <param name="ReportedUserId">The user concerned.</param>
/// <param name="Type">The type.</param>
/// <param name="MaximumPriority">The largest number of a priority.</param>
/// <param name="ClusterId">The cluster of near-copies.</param>
/// <param name="Stage">Who it waits for.</param>
/// <param name="ClaimedBy">Who claimed it last.</param>
public sealed record QueueFilter(
    long? ReportedUserId = null,
    string? Type = null,
    int? MaximumPriority = null,
    long? ClusterId = null,
    string? Stage = null,
    long? ClaimedBy = null
);
