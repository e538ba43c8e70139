namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A post to load: an opening post or a reply names its topic, a comment the post it comments on.</summary>
public sealed class BulkPost
{
    /// <summary>The post's id.</summary>
    public required long Id { get; init; }

    /// <summary>The topic; ignored for a comment, which stands where its post stands.</summary>
    public long? TopicId { get; init; }

    /// <summary>The post commented on; null for an opening post or a reply.</summary>
    public long? ReplyToId { get; init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public long? AuthorId { get; init; }

    /// <summary>The guest's name, if known.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Its text.</summary>
    public required string Body { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last edited; null if never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Votes for it.</summary>
    public int UpVotes { get; init; }

    /// <summary>Votes against it.</summary>
    public int DownVotes { get; init; }
}
