namespace LearningStudio.Repositories.Reading;

/// <summary>Which recent posts are wanted: those of an author or of a topic.</summary>
/// <param name="AuthorId">The author.</param>
/// <param name="TopicId">The topic; null for the author's alone.</param>
/// <param name="Since">From when, inclusive.</param>
public sealed record RecentPosts(long AuthorId, long? TopicId, DateTimeOffset Since);
