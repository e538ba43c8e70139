namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A forum to find or add.</summary>
public sealed class BulkForum
{
    /// <summary>The forum that holds it, as <see cref="IForumBulkLoad.EnsureForumAsync"/> returned it.</summary>
    public long? ParentId { get; init; }

    /// <summary>Unique over all sources.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its place among its siblings.</summary>
    public int Position { get; init; }
}
