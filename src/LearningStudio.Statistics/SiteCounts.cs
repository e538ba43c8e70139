namespace LearningStudio.Statistics;

/// <summary>What the source counts of the whole site.</summary>
/// <param name="Topics">Visible topics.</param>
/// <param name="Posts">Visible posts.</param>
/// <param name="Users">Active users.</param>
/// <param name="LatestMember">The active user who joined last; null without users.</param>
public sealed record SiteCounts(int Topics, int Posts, int Users, Member? LatestMember);
