namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A forum to find or add.</summary>
/// <param name="ParentId">The forum that holds it, as <see cref="IForumBulkLoad.EnsureForumAsync"/> returned it.</param>
/// <param name="Slug">Unique over all sources.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Position">Its place among its siblings.</param>
public sealed record BulkForum(long? ParentId, string Slug, string Name, string Description = "", int Position = 0);
