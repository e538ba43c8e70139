namespace LearningStudio.Moderation;

/// <summary>A text that a user submits, before it is stored.</summary>
/// <param name="AuthorId">Who submits it.</param>
/// <param name="TrustLevel">The author's trust level, from 0.</param>
/// <param name="Body">The text.</param>
/// <param name="Title">The title of a new topic; null for a post in one that exists.</param>
/// <param name="TopicId">The topic; null for a new one.</param>
/// <param name="EditedPostId">The post that it replaces; null for a new post.</param>
public sealed record Submission(
    long AuthorId,
    int TrustLevel,
    string Body,
    string? Title = null,
    long? TopicId = null,
    long? EditedPostId = null
);
