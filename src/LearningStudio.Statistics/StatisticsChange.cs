namespace LearningStudio.Statistics;

/// <summary>What changed, as far as figures are concerned.</summary>
/// <param name="ForumId">The forum whose topics or posts changed; null for none.</param>
/// <param name="UserId">The user whose topics or posts changed; null for none.</param>
public sealed record StatisticsChange(long? ForumId, long? UserId);
