namespace LearningStudio.Repositories.Schema;

/// <summary>A post row. <see cref="ForumTables"/> maps its properties to columns.</summary>
public sealed class PostRow
{
    /// <summary>The post's id.</summary>
    public long Id { get; internal init; }

    /// <summary>Its topic.</summary>
    public long TopicId { get; internal init; }

    /// <summary>Its topic's forum.</summary>
    public long ForumId { get; internal init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public long? AuthorId { get; internal init; }

    /// <summary>A guest's name.</summary>
    public string? AuthorName { get; internal init; }

    /// <summary>The post it comments on; null for a reply to the topic.</summary>
    public long? ReplyToId { get; internal init; }

    /// <summary>Its text.</summary>
    public string Body { get; internal init; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>When it was last edited; null if never.</summary>
    public DateTimeOffset? EditedAt { get; internal init; }

    /// <summary>Votes for it.</summary>
    public int UpVotes { get; internal init; }

    /// <summary>Votes against it.</summary>
    public int DownVotes { get; internal init; }

    /// <summary>Whether it needs no approval any more.</summary>
    public bool IsApproved { get; internal init; }

    /// <summary>When it was deleted; null if it was not.</summary>
    public DateTimeOffset? DeletedAt { get; internal init; }

    /// <summary>Its topic, for expressions of a mapping.</summary>
    public TopicRow? Topic { get; internal init; }

    /// <summary>Its author, for expressions of a mapping.</summary>
    public UserRow? Author { get; internal init; }
}
