namespace LearningStudio.Repositories.Writing;

/// <summary>A post to add to a topic.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="ReplyToId">The post it comments on; null for a reply to the topic.</param>
/// <param name="AuthorId">Who writes it.</param>
/// <param name="Body">Its text.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="IsHeld">Whether it waits for approval.</param>
public sealed record NewPost(
    long TopicId,
    long? ReplyToId,
    long AuthorId,
    string Body,
    DateTimeOffset CreatedAt,
    bool IsHeld
);
