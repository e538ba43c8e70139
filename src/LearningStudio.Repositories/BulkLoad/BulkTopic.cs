namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A topic to load.</summary>
public sealed class BulkTopic
{
    /// <summary>The topic's id.</summary>
    public required long Id { get; init; }

    /// <summary>The forum, as <see cref="IForumBulkLoad.EnsureForumAsync"/> returned it.</summary>
    public required long ForumId { get; init; }

    /// <summary>Who opened it; null for a guest.</summary>
    public long? AuthorId { get; init; }

    /// <summary>The guest's name, if known.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was read.</summary>
    public int ViewCount { get; init; }

    /// <summary>Whether it takes no more posts.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Whether it stands before the others.</summary>
    public bool IsPinned { get; init; }
}
