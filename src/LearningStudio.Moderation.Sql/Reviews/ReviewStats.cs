using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>Counts the queue, and what became of it. Thread-safe.</summary>
internal sealed class ReviewStats(ISqlDialect sql)
{
    private readonly ReviewStatsSql _sql = new(sql);

    public static async Task<ReporterRecord> GetReporterAsync(
        SqlSession session,
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        (
            await session
                .ListAsync(
                    ReviewStatsSql.Reporter,
                    row => new ReporterRecord(row.Count(0), row.Count(1), row.Count(2)),
                    cancellationToken,
                    Parameter.Long("voter", userId),
                    Parameter.Time("since", since)
                )
                .ConfigureAwait(false)
        )[0];

    public async Task<ReviewStatistics> GetStatisticsAsync(
        SqlSession session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        (
            await session
                .ListAsync(
                    _sql.Statistics,
                    row => new ReviewStatistics(
                        row.Count(0),
                        row.Count(1),
                        row.Count(2),
                        row.Count(3),
                        row.Count(4),
                        row.Count(5),
                        row.SecondsOrNull(6) ?? TimeSpan.Zero
                    ),
                    cancellationToken,
                    Parameter.Time("now", now)
                )
                .ConfigureAwait(false)
        )[0];

    public async Task<ReviewPeriodStats> GetPeriodAsync(
        SqlSession session,
        DateTimeOffset since,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        Parameter[] period = [Parameter.Time("since", since), Parameter.Time("now", now)];
        var open = await ListAsync(
                ReviewStatsSql.OpenBefore,
                r => (StoredCodes.Types.Parse(r.GetString(0)), r.Count(1))
            )
            .ConfigureAwait(false);
        var times = await ListAsync(_sql.Durations, row => (Kind: row.GetString(0), Times: Percentiles(row)))
            .ConfigureAwait(false);
        return new ReviewPeriodStats(
            open.ToDictionary(),
            await ListAsync(_sql.Days, Day).ConfigureAwait(false),
            times.Find(row => row.Kind is "age").Times,
            times.Find(row => row.Kind is "resolution").Times,
            await ListAsync(ReviewStatsSql.Moderators, Moderator).ConfigureAwait(false),
            await ListAsync(ReviewStatsSql.Rules, row => new RuleStats(row.GetString(0), row.Count(1), row.Count(2)))
                .ConfigureAwait(false),
            await ListAsync(
                    ReviewStatsSql.Reporters,
                    row => new ReporterStats(row.GetInt64(0), row.Count(2), row.Count(1))
                )
                .ConfigureAwait(false)
        );

        Task<List<T>> ListAsync<T>(string query, Func<DbDataReader, T> read) =>
            session.ListAsync(query, read, cancellationToken, period);
    }

    public async Task<ReviewAnalytics> GetAnalyticsAsync(
        SqlSession session,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var counts = await session
            .ListAsync(
                _sql.Analytics,
                row =>
                    (
                        Type: StoredCodes.Types.Parse(row.GetString(0)),
                        State: StoredCodes.States.Parse(row.GetString(1)),
                        Total: row.Count(2),
                        Created: row.Count(3),
                        Decided: row.Count(4),
                        Seconds: row.GetDouble(5)
                    ),
                cancellationToken,
                Parameter.Time("since", since)
            )
            .ConfigureAwait(false);
        int decided = counts.Sum(count => count.Decided);
        return new ReviewAnalytics(
            counts.Where(count => count.State == ReviewState.Pending).Sum(count => count.Total),
            counts
                .Where(count => count.State == ReviewState.Pending)
                .ToDictionary(count => count.Type, count => count.Total),
            counts.Sum(count => count.Created),
            counts.Where(count => count.State == ReviewState.Approved).Sum(count => count.Decided),
            counts.Where(count => count.State == ReviewState.Rejected).Sum(count => count.Decided),
            decided == 0 ? null : TimeSpan.FromSeconds(counts.Sum(count => count.Seconds) / decided)
        );
    }

    private DayStats Day(DbDataReader row) =>
        new(sql.ReadDay(row, 0), StoredCodes.Types.Parse(row.GetString(1)), row.Count(2), row.Count(3), row.Count(4));

    private static ModeratorStats Moderator(DbDataReader row) =>
        new(row.GetInt64(0), row.Count(1), row.SecondsOrNull(2), row.Count(3), row.Count(4));

    private static Percentiles Percentiles(DbDataReader row) =>
        new(
            row.Count(1),
            TimeSpan.FromSeconds(row.GetDouble(2)),
            TimeSpan.FromSeconds(row.GetDouble(3)),
            TimeSpan.FromSeconds(row.GetDouble(4))
        );
}
