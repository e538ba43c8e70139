namespace LearningStudio.Statistics;

/// <summary>Figures of the whole site.</summary>
/// <param name="TotalTopics">Visible topics.</param>
/// <param name="TotalPosts">Visible posts.</param>
/// <param name="TotalUsers">Active users.</param>
/// <param name="OnlineUsers">Active users seen within <see cref="ForumStatisticsOptions.OnlineWindow"/>.</param>
/// <param name="LatestMember">The active user who joined last; null without users.</param>
public sealed record OverallStatistics(
    int TotalTopics,
    int TotalPosts,
    int TotalUsers,
    int OnlineUsers,
    Member? LatestMember
);
