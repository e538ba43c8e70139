namespace LearningStudio.Statistics;

/// <summary>Totals of the site, as its source counts them.</summary>
/// <param name="Topics">Visible topics.</param>
/// <param name="Posts">Visible posts.</param>
/// <param name="Users">Active users.</param>
/// <param name="LatestMember">The active user who joined last; null without users.</param>
public sealed record SiteFigures(int Topics, int Posts, int Users, Member? LatestMember);
