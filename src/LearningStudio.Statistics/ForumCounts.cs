namespace LearningStudio.Statistics;

/// <summary>What the source counts of one forum.</summary>
/// <param name="Topics">Visible topics.</param>
/// <param name="Posts">Visible posts.</param>
/// <param name="RecentPosts">Visible posts since the first moment asked for, inclusive.</param>
/// <param name="ActiveUsers">Users who wrote one of the visible posts since the second moment asked for, inclusive.</param>
public sealed record ForumCounts(int Topics, int Posts, int RecentPosts, int ActiveUsers);
