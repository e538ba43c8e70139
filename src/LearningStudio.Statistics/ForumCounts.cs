namespace LearningStudio.Statistics;

/// <summary>Figures of one forum, as its source counts them.</summary>
/// <param name="Topics">Visible topics.</param>
/// <param name="Posts">Visible posts.</param>
/// <param name="RecentPosts">Visible posts since the moment asked for, inclusive.</param>
public sealed record ForumFigures(int Topics, int Posts, int RecentPosts);
