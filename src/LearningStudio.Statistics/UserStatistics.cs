namespace LearningStudio.Statistics;

/// <summary>What a user has written.</summary>
/// <param name="User">The user.</param>
/// <param name="TotalTopics">Visible topics opened.</param>
/// <param name="TotalPosts">Visible posts written.</param>
/// <param name="LastTopicAt">When the latest of those topics was opened, in UTC; null without one.</param>
/// <param name="LastPostAt">When the latest of those posts was written, in UTC; null without one.</param>
public sealed record UserStatistics(
    Member User,
    int TotalTopics,
    int TotalPosts,
    DateTimeOffset? LastTopicAt,
    DateTimeOffset? LastPostAt
);
