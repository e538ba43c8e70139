using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Review;

public sealed partial class ReviewQueueService
{
    /// <summary>Writes a note on an item.</summary>
    /// <returns>Whether there is such an item.</returns>
    /// <exception cref="ArgumentException">The note is blank or longer than 2,000 characters.</exception>
    public Task<bool> AddNoteAsync(
        Moderator moderator,
        long itemId,
        string note,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(moderator);
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        Check(note);
        return _queue.AddNoteAsync(itemId, moderator.Id, note, cancellationToken);
    }

    /// <summary>Counts the queue, and sets the gauges of depth and age.</summary>
    public async Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        ReviewStatistics statistics = await _queue.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        _metrics.Counted(statistics);
        return statistics;
    }

    /// <summary>Reports on the last days, today included.</summary>
    /// <param name="days">How many; from 1 to 366.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<ReviewReport> GetReportAsync(int days, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 366);
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        DateOnly first = today.AddDays(1 - days);
        var since = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
        ReviewPeriodStats figures = await _queue.GetFiguresAsync(since, cancellationToken).ConfigureAwait(false);
        return ReviewReport.Create(figures, first, today);
    }

    /// <summary>
    /// Deletes what is past <see cref="ReviewOptions.Retention"/>, puts items where they belong by now, and counts the
    /// queue: to be run now and then.
    /// </summary>
    /// <returns>How many items were deleted.</returns>
    public async Task<int> MaintainAsync(CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = _time.GetUtcNow();
        ReviewOptions options = Options;
        int deleted = await _queue
            .CleanUpAsync(now - options.Retention, now - options.LogRetention, cancellationToken)
            .ConfigureAwait(false);
        await _queue.RecomputeAsync(cancellationToken).ConfigureAwait(false);
        await GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        return deleted;
    }
}
