namespace LearningStudio.Statistics;

/// <summary>A topic that is much written in.</summary>
/// <param name="Id">The topic.</param>
/// <param name="Title">Its title.</param>
/// <param name="ForumId">Its forum.</param>
/// <param name="RecentPosts">Visible posts of the last seven days.</param>
public sealed record TrendingTopic(long Id, string Title, long ForumId, int RecentPosts);
