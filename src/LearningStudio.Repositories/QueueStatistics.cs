namespace LearningStudio.Repositories;

/// <summary>The review queue at a moment.</summary>
/// <param name="Pending">Pending entries; the other counts are among them.</param>
/// <param name="Claimed">Those that a moderator holds.</param>
/// <param name="Escalated">Those of the stage <c>escalated</c>.</param>
/// <param name="Waiting">Those of the stage <c>waiting</c>.</param>
/// <param name="Overdue">Those that should have been decided.</param>
/// <param name="Urgent">Those of priority 1 or 2.</param>
/// <param name="OldestSeconds">The age of the oldest; 0 without any.</param>
public sealed record QueueStatistics(
    int Pending,
    int Claimed,
    int Escalated,
    int Waiting,
    int Overdue,
    int Urgent,
    double OldestSeconds
);
