namespace LearningStudio.Moderation;

/// <summary>A text that a user submits, before it is stored.</summary>
public sealed record Submission
{
    /// <summary>Who submits it.</summary>
    public required long AuthorId { get; init; }

    /// <summary>The author's trust level, from 0.</summary>
    public required int TrustLevel { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>The title of a new topic; null for a post in one that exists.</summary>
    public string? Title { get; init; }

    /// <summary>The topic; null for a new one.</summary>
    public long? TopicId { get; init; }

    /// <summary>The post that it replaces; null for a new post.</summary>
    public long? EditedPostId { get; init; }

    /// <summary>The author's name, for rules that look at it; null: they do not.</summary>
    public string? Author { get; init; }

    /// <summary>
    /// Where it is posted, for rules of certain scopes: <c>forum:5</c>, say; null: nowhere in particular.
    /// </summary>
    public string? Scope { get; init; }
}
