namespace LearningStudio.Repositories.Reading;

/// <summary>Where a post stands, hidden ones included.</summary>
/// <param name="TopicId">Its topic.</param>
/// <param name="TopicTitle">The title of its topic.</param>
/// <param name="PostId">The post; null where the topic itself was asked for.</param>
/// <param name="Excerpt">The first 200 characters of the post; empty for a topic.</param>
public sealed record PostLocation(long TopicId, string TopicTitle, long? PostId, string Excerpt);
