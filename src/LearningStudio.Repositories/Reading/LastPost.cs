namespace LearningStudio.Repositories.Reading;

/// <summary>The latest visible post of a forum, with what a list shows of it.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="TopicId">The id of its topic.</param>
/// <param name="TopicTitle">The title of its topic.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="CreatedAt">When it was written, in UTC.</param>
public sealed record LastPost(long Id, long TopicId, string TopicTitle, Author Author, DateTimeOffset CreatedAt);
