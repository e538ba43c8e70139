namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>The queue at this moment.</summary>
/// <param name="Open">Open items; the other counts are among them.</param>
/// <param name="Claimed">Items that a moderator holds.</param>
/// <param name="Escalated">Items for a lead.</param>
/// <param name="Waiting">Items that wait for information.</param>
/// <param name="Overdue">Items past the time in which they should have been decided.</param>
/// <param name="Urgent">Items of priority 1 or 2.</param>
/// <param name="Oldest">The age of the oldest; zero without any.</param>
public sealed record ReviewStatistics(
    int Open,
    int Claimed,
    int Escalated,
    int Waiting,
    int Overdue,
    int Urgent,
    TimeSpan Oldest
);
