namespace LearningStudio.Statistics;

/// <summary>Figures of one forum.</summary>
/// <param name="TotalTopics">Visible topics.</param>
/// <param name="TotalPosts">Visible posts.</param>
/// <param name="WeeklyPosts">Visible posts of the last seven days.</param>
/// <param name="OnlineUsers">Users who posted here within <see cref="ForumStatisticsOptions.OnlineWindow"/>.</param>
/// <param name="IsTrending">Whether there are more weekly posts than <see cref="ForumStatisticsOptions.TrendingAbove"/>.</param>
public sealed record ForumStatistics(
    int TotalTopics,
    int TotalPosts,
    int WeeklyPosts,
    int OnlineUsers,
    bool IsTrending
);
