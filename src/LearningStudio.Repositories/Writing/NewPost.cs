namespace LearningStudio.Repositories.Writing;

/// <summary>A post to add to a topic.</summary>
public sealed class NewPost
{
    /// <summary>The topic.</summary>
    public required long TopicId { get; init; }

    /// <summary>The post it comments on; null for a reply to the topic.</summary>
    public long? ReplyToId { get; init; }

    /// <summary>Who writes it.</summary>
    public required long AuthorId { get; init; }

    /// <summary>Its text.</summary>
    public required string Body { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it waits for approval; false by default.</summary>
    public bool IsHeld { get; init; }
}
