namespace LearningStudio.Statistics;

/// <summary>What was new over some days.</summary>
/// <param name="Days">Every UTC day, oldest first, today last and not yet over; days without anything included.</param>
/// <param name="TotalTopics">Topics opened over all days.</param>
/// <param name="TotalPosts">Posts written over all days.</param>
/// <param name="TotalUsers">Users who joined over all days.</param>
public sealed record ActivitySummary(IReadOnlyList<ActivityDay> Days, int TotalTopics, int TotalPosts, int TotalUsers);
