namespace LearningStudio.Statistics;

/// <summary>A visible topic, as given to an <see cref="InMemoryForumStatisticsSource"/>.</summary>
/// <param name="Id">The topic.</param>
/// <param name="ForumId">Its forum.</param>
/// <param name="AuthorId">Who opened it.</param>
/// <param name="Title">Its title.</param>
/// <param name="CreatedAt">When it was opened.</param>
public sealed record StatisticsTopic(long Id, long ForumId, long AuthorId, string Title, DateTimeOffset CreatedAt);
