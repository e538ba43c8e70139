namespace LearningStudio.Repositories.Reading;

/// <summary>Totals of the whole forum.</summary>
/// <param name="Topics">Visible topics.</param>
/// <param name="Posts">Visible posts, opening posts and comments included.</param>
/// <param name="Users">Active users.</param>
/// <param name="LatestMember">The active user who joined last; null without users.</param>
public sealed record SiteStats(int Topics, int Posts, int Users, Author? LatestMember);
