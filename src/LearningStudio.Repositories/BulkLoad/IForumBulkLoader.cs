namespace LearningStudio.Repositories.BulkLoad;

/// <summary>Loads whole sources of content, such as a dump of another forum, in one transaction each. Thread-safe.</summary>
public interface IForumBulkLoader
{
    /// <summary>Runs a load; either all of it is there afterwards, with every counter right, or nothing.</summary>
    /// <param name="source">
    /// Names where the content comes from; 1 to 100 characters. Loading a source again adds what is new in it and
    /// leaves the rest as it is.
    /// </param>
    /// <param name="load">Hands the rows over. Its exceptions reach the caller after the roll-back.</param>
    /// <param name="replacedSource">
    /// Where this source has been loaded before, and only then, all content is erased first, whatever its source, with
    /// that of <see cref="ForumRepositoriesOptions.EraseToo"/>: so
    /// a generated forum gives way to a real one. Null erases nothing; it must not be the source itself.
    /// </param>
    /// <param name="cancellationToken">Cancels and rolls back.</param>
    /// <returns>What the load added.</returns>
    /// <exception cref="ArgumentException">The source has no name, too long a name, or replaces itself.</exception>
    Task<BulkLoadResult> LoadAsync(
        string source,
        Func<IForumBulkLoad, CancellationToken, Task> load,
        string? replacedSource = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Whether nothing has been stored yet: no forum and no user.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellationToken = default);
}
