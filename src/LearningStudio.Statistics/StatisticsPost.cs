namespace LearningStudio.Statistics;

/// <summary>A visible post, as given to an <see cref="InMemoryForumStatisticsSource"/>.</summary>
/// <param name="Id">The post.</param>
/// <param name="TopicId">Its topic.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="CreatedAt">When it was written.</param>
public sealed record StatisticsPost(long Id, long TopicId, long AuthorId, DateTimeOffset CreatedAt);
