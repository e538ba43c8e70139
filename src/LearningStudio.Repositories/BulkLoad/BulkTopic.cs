namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A topic to load.</summary>
/// <param name="Id">The topic's id.</param>
/// <param name="ForumId">The forum, as <see cref="IForumBulkLoad.EnsureForumAsync"/> returned it.</param>
/// <param name="AuthorId">Who opened it; null for a guest.</param>
/// <param name="AuthorName">The guest's name, if known.</param>
/// <param name="Title">Its title.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ViewCount">How often it was read.</param>
/// <param name="IsLocked">Whether it takes no more posts.</param>
/// <param name="IsPinned">Whether it stands before the others.</param>
public sealed record BulkTopic(
    long Id,
    long ForumId,
    long? AuthorId,
    string? AuthorName,
    string Title,
    DateTimeOffset CreatedAt,
    int ViewCount,
    bool IsLocked = false,
    bool IsPinned = false
);
