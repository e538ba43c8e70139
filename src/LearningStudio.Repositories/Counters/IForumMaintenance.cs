namespace LearningStudio.Repositories.Counters;

/// <summary>Keeps stored counters true. Thread-safe; with tables of another forum nothing is done and nothing found.</summary>
public interface IForumMaintenance
{
    /// <summary>
    /// Rolls deferred changes up into the counters, and days that changed into the statistics of the site. A running host
    /// does it at every <see cref="ForumRepositoriesOptions.FlushInterval"/>.
    /// </summary>
    /// <returns>How many deferred changes were rolled up.</returns>
    Task<int> RollUpAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares every stored counter with a recount of the rows, in one snapshot.</summary>
    /// <remarks>Takes time in proportion to all posts; writes go on meanwhile. Deferred changes count as done.</remarks>
    /// <returns>What differs, at most 1,000; empty if all is true.</returns>
    Task<IReadOnlyList<CounterDrift>> VerifyAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts everything anew: topics in chunks, then forum by forum, each in a transaction of its own.</summary>
    /// <remarks>
    /// Writes go on between them; while a forum is counted, all that change a counter wait on PostgreSQL, and all on SQLite. It may be cancelled and run again at any time.
    /// </remarks>
    /// <param name="forumId">The forum; null for all.</param>
    /// <param name="cancellationToken">Stops between or within transactions.</param>
    Task RebuildAsync(long? forumId = null, CancellationToken cancellationToken = default);
}
