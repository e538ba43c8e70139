namespace LearningStudio.Repositories;

/// <summary>What is remembered of reviews. Superseded entries count nowhere.</summary>
public interface IReviewRecordRepository
{
    /// <summary>Writes a note to the log of an entry. One statement.</summary>
    /// <returns>Whether there is such an entry.</returns>
    Task<bool> AddNoteAsync(
        long entryId,
        long moderatorId,
        string note,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the log of an entry, the oldest first; at most 1,000 entries. One statement.</summary>
    Task<IReadOnlyList<QueueLogEntry>> GetLogAsync(long entryId, CancellationToken cancellationToken = default);

    /// <summary>Reads what is known of a user's votes; those since a moment, inclusive, are counted. One statement.</summary>
    Task<QueueReporter> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts the queue. One statement.</summary>
    Task<QueueStatistics> GetStatisticsAsync(DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Counts the entries that were pending just before a moment, by type. One statement.</summary>
    Task<IReadOnlyDictionary<string, int>> CountPendingBeforeAsync(
        DateTimeOffset moment,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads what came and went since a moment, inclusive, by day and type. One statement.</summary>
    Task<IReadOnlyList<QueueDay>> GetDaysAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the ages of pending entries, and how long those took that were decided since a moment, inclusive. One
    /// statement.
    /// </summary>
    Task<IReadOnlyList<QueueDurations>> GetDurationsAsync(
        DateTimeOffset since,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads what each moderator did since a moment, inclusive, by id. One statement.</summary>
    Task<IReadOnlyList<QueueModerator>> GetModeratorsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the rules of entries decided since a moment, inclusive; the 200 with the most. One statement.</summary>
    Task<IReadOnlyList<QueueTally<string>>> GetRulesAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the voters of entries decided since a moment, inclusive; the 200 with the most. One statement.</summary>
    Task<IReadOnlyList<QueueTally<long>>> GetReportersAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Deletes entries that were decided (superseded ones: asked for) before a moment, and results of bulk decisions
    /// before it; and entries of the log before another moment. Three statements.
    /// </summary>
    /// <returns>How many entries of the queue were deleted.</returns>
    Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Gives every pending entry the place that its priority, votes and age make, and the trust level that its user has
    /// by now. One statement.
    /// </summary>
    /// <returns>How many entries moved.</returns>
    Task<int> RecomputeAsync(CancellationToken cancellationToken = default);
}
