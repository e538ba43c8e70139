namespace LearningStudio.Repositories.Schema;

/// <summary>A topic row. <see cref="ForumTables"/> maps its properties to columns.</summary>
public sealed class TopicRow
{
    /// <summary>The topic's id.</summary>
    public long Id { get; internal init; }

    /// <summary>Its forum.</summary>
    public long ForumId { get; internal init; }

    /// <summary>Who opened it; null for a guest.</summary>
    public long? AuthorId { get; internal init; }

    /// <summary>A guest's name.</summary>
    public string? AuthorName { get; internal init; }

    /// <summary>Its title.</summary>
    public string Title { get; internal init; } = "";

    /// <summary>Its name in addresses.</summary>
    public string? Slug { get; internal init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>Whether it stands before the others.</summary>
    public bool IsPinned { get; internal init; }

    /// <summary>Whether it takes no more posts.</summary>
    public bool IsLocked { get; internal init; }

    /// <summary>Whether it needs no approval any more.</summary>
    public bool IsApproved { get; internal init; }

    /// <summary>When it was deleted; null if it was not.</summary>
    public DateTimeOffset? DeletedAt { get; internal init; }

    /// <summary>How often it was read.</summary>
    public int ViewCount { get; internal init; }

    /// <summary>Its visible posts.</summary>
    public int PostCount { get; internal init; }

    /// <summary>Those that answer its first post.</summary>
    public int ReplyCount { get; internal init; }

    /// <summary>The post that opens it.</summary>
    public long? FirstPostId { get; internal init; }

    /// <summary>Its latest visible post; null without one.</summary>
    public long? LastPostId { get; internal init; }

    /// <summary>When that was written; without one, when the topic was opened.</summary>
    public DateTimeOffset LastPostAt { get; internal init; }
}
