namespace LearningStudio.Repositories.Reading;

/// <summary>How many posts a topic got.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Title">Its title.</param>
/// <param name="ForumId">Its forum.</param>
/// <param name="Posts">The posts.</param>
public sealed record TopicPostCount(long TopicId, string Title, long ForumId, int Posts);
