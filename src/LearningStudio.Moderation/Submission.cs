namespace LearningStudio.Moderation;

/// <summary>A text that a user submits, before it is stored.</summary>
/// <param name="AuthorId">Who submits it.</param>
/// <param name="TrustLevel">The author's trust level, from 0.</param>
/// <param name="Body">The text.</param>
/// <param name="Title">The title of a new topic; null for a post in one that exists.</param>
/// <param name="TopicId">The topic; null for a new one.</param>
/// <param name="EditedPostId">The post that it replaces; null for a new post.</param>
/// <param name="Author">The author's name, for rules that look at it; null: they do not.</param>
/// <param name="Scope">Where it is posted, for rules of certain scopes: <c>forum:5</c>, say; null: nowhere in particular.</param>
public sealed record Submission(
    long AuthorId,
    int TrustLevel,
    string Body,
    string? Title = null,
    long? TopicId = null,
    long? EditedPostId = null,
    string? Author = null,
    string? Scope = null
);
