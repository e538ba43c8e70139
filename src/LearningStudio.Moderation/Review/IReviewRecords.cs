using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Review;

/// <summary>What is remembered of reviewing: the part of <see cref="IReviewQueue"/> that no moderator waits for.</summary>
public interface IReviewRecords
{
    /// <summary>Writes a note on an item, open or not.</summary>
    /// <returns>Whether there is such an item.</returns>
    Task<bool> AddNoteAsync(long itemId, long moderatorId, string note, CancellationToken cancellationToken = default);

    /// <summary>Reads what was done to an item, notes included, the oldest first; at most 1,000 entries.</summary>
    Task<IReadOnlyList<ReviewLogEntry>> GetLogAsync(long itemId, CancellationToken cancellationToken = default);

    /// <summary>Reads what is known of a user's reports; those since a moment, inclusive, are counted.</summary>
    Task<ReporterRecord> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts the queue as it is.</summary>
    Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the figures since a moment, inclusive: the beginning of a UTC day.</summary>
    Task<ReviewPeriodStats> GetPeriodStatsAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes closed items that were decided (or, replaced after an edit, asked for) before a moment, and the results
    /// of bulk decisions before it; and entries of the log before another.
    /// </summary>
    /// <returns>How many items were deleted.</returns>
    Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Puts every open item where it belongs by what the store knows by now, such as a user's present trust level: in
    /// one statement, where there are any.
    /// </summary>
    /// <returns>How many items moved.</returns>
    Task<int> RecomputeAsync(CancellationToken cancellationToken = default);
}
