using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

internal sealed partial class RepositoryReviewQueue
{
    public Task<bool> AddNoteAsync(
        long itemId,
        long moderatorId,
        string note,
        CancellationToken cancellationToken = default
    ) => queue.AddNoteAsync(itemId, moderatorId, note, time.GetUtcNow(), cancellationToken);

    public async Task<IReadOnlyList<ReviewLogEntry>> GetLogAsync(
        long itemId,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (await queue.GetLogAsync(itemId, cancellationToken)).Select(entry => new ReviewLogEntry(
                entry.Id,
                entry.EntryId,
                entry.ActedAt,
                entry.ActorId,
                Parsed<ReviewAction>(entry.Action),
                Parsed<ReviewState>(entry.State),
                entry.Fence,
                entry.Note,
                entry.BulkKey,
                entry.SubjectId,
                Duration(entry.HandledSeconds)
            )),
        ];

    public async Task<ReporterRecord> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    )
    {
        QueueReporter reporter = await queue.GetReporterAsync(userId, since, cancellationToken);
        return new ReporterRecord(reporter.Recent, reporter.Agreed, reporter.Disagreed);
    }

    public async Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        QueueStatistics now = await queue.GetStatisticsAsync(time.GetUtcNow(), cancellationToken);
        return new ReviewStatistics(
            now.Pending,
            now.Claimed,
            now.Escalated,
            now.Waiting,
            now.Overdue,
            now.Urgent,
            TimeSpan.FromSeconds(now.OldestSeconds)
        );
    }

    public async Task<ReviewPeriodStats> GetFiguresAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    )
    {
        var before = await queue.CountPendingBeforeAsync(since, cancellationToken);
        var times = await queue.GetDurationsAsync(since, time.GetUtcNow(), cancellationToken);
        return new ReviewPeriodStats(
            before.ToDictionary(pair => Parsed<ReviewType>(pair.Key), pair => pair.Value),
            [
                .. (await queue.GetDaysAsync(since, cancellationToken)).Select(day => new DayStats(
                    day.Day,
                    Parsed<ReviewType>(day.Type),
                    day.Created,
                    day.Approved,
                    day.Rejected
                )),
            ],
            Percentiles(times, "age"),
            Percentiles(times, "resolution"),
            [
                .. (await queue.GetModeratorsAsync(since, cancellationToken)).Select(m => new ModeratorStats(
                    m.ModeratorId,
                    m.Decided,
                    Duration(m.MedianSeconds),
                    m.Reversed,
                    m.Skipped
                )),
            ],
            [
                .. (await queue.GetRulesAsync(since, cancellationToken)).Select(rule => new RuleStats(
                    rule.Key,
                    rule.Approved,
                    rule.Rejected
                )),
            ],
            [
                .. (await queue.GetReportersAsync(since, cancellationToken)).Select(reporter => new ReporterStats(
                    reporter.Key,
                    reporter.Rejected,
                    reporter.Approved
                )),
            ]
        );
    }

    public Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    ) => queue.CleanUpAsync(before, logBefore, cancellationToken);

    public Task<int> RecomputeAsync(CancellationToken cancellationToken = default) =>
        queue.RecomputeAsync(cancellationToken);

    public async Task<ReviewAnalytics> GetAnalyticsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<QueueFigure> figures = await queue.GetFiguresAsync(since, cancellationToken);
        QueueFigure[] pending = [.. figures.Where(figure => Is(figure, ReviewState.Pending))];
        int decided = figures.Sum(figure => figure.Decided);
        return new ReviewAnalytics(
            pending.Sum(figure => figure.Total),
            pending.ToDictionary(figure => Parsed<ReviewType>(figure.Type), figure => figure.Total),
            figures.Sum(figure => figure.Created),
            figures.Where(figure => Is(figure, ReviewState.Approved)).Sum(figure => figure.Decided),
            figures.Where(figure => Is(figure, ReviewState.Rejected)).Sum(figure => figure.Decided),
            decided == 0 ? null : TimeSpan.FromSeconds(figures.Sum(figure => figure.DecidedSeconds) / decided)
        );
    }

    private static bool Is(QueueFigure figure, ReviewState state) =>
        string.Equals(figure.State, Text(state), StringComparison.Ordinal);

    private static TimeSpan? Duration(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;

    private static Percentiles? Percentiles(IReadOnlyList<QueueDurations> times, string kind) =>
        times.FirstOrDefault(times => string.Equals(times.Kind, kind, StringComparison.Ordinal)) is { } found
            ? new Percentiles(
                found.Count,
                TimeSpan.FromSeconds(found.P50),
                TimeSpan.FromSeconds(found.P90),
                TimeSpan.FromSeconds(found.P99)
            )
            : null;
}
