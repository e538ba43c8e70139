namespace LearningStudio.Moderation.Sql;

/// <summary>
/// What trust levels users have by now: register one over your users, and the queue's order follows them whenever
/// <see cref="Review.IReviewRecords.RecomputeAsync"/> runs. Must be thread-safe.
/// </summary>
public interface ITrustLevels
{
    /// <summary>Reads the trust levels of users, from 0; a user that is left out keeps the level that was reported last.</summary>
    /// <param name="userIds">At most 1,000 ids, in ascending order.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyDictionary<long, int>> FindAsync(
        IReadOnlyCollection<long> userIds,
        CancellationToken cancellationToken = default
    );
}
