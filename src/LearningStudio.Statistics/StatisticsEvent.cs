namespace LearningStudio.Statistics;

/// <summary>Something that makes cached statistics wrong.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ForumId">The forum it happened in; null for none.</param>
/// <param name="UserId">Whose topic, post or account it is; null for nobody's.</param>
public sealed record StatisticsEvent(StatisticsEventKind Kind, long? ForumId = null, long? UserId = null);
