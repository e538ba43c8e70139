using System.Data.Common;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

internal sealed partial class ReviewQueueRepository
{
    public Task<bool> AddNoteAsync(
        long entryId,
        long moderatorId,
        string note,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    ) =>
        runner.WriteAsync(
            async db =>
                await LogAsync(db, [entryId], new LogLine("note", moderatorId, now, note), cancellationToken)
                    .ConfigureAwait(false) > 0,
            cancellationToken
        );

    public Task<IReadOnlyList<QueueLogEntry>> GetLogAsync(
        long entryId,
        CancellationToken cancellationToken = default
    ) => RowsAsync(RecordSql.LogOfEntry, QueueRows.ReadLog, cancellationToken, DataParameter.Int64("id", entryId));

    public async Task<QueueReporter> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        (
            await RowsAsync(
                    RecordSql.Reporter,
                    (row, _) => new QueueReporter(Count(row, 0), Count(row, 1), Count(row, 2)),
                    cancellationToken,
                    DataParameter.Int64("voter", userId),
                    Since(since)
                )
                .ConfigureAwait(false)
        )[0];

    public async Task<QueueStatistics> GetStatisticsAsync(
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    ) =>
        (
            await RowsAsync(
                    RecordSql.Statistics,
                    (row, _) =>
                        new QueueStatistics(
                            Count(row, 0),
                            Count(row, 1),
                            Count(row, 2),
                            Count(row, 3),
                            Count(row, 4),
                            Count(row, 5),
                            row.IsDBNull(6) ? 0 : row.GetDouble(6)
                        ),
                    cancellationToken,
                    store.Times.Parameter("now", now)
                )
                .ConfigureAwait(false)
        )[0];

    public async Task<IReadOnlyDictionary<string, int>> CountPendingBeforeAsync(
        DateTimeOffset moment,
        CancellationToken cancellationToken = default
    ) =>
        (
            await RowsAsync(
                    RecordSql.PendingBefore,
                    (row, _) => KeyValuePair.Create(row.GetString(0), Count(row, 1)),
                    cancellationToken,
                    store.Times.Parameter("moment", moment)
                )
                .ConfigureAwait(false)
        ).ToDictionary(StringComparer.Ordinal);

    public Task<IReadOnlyList<QueueDay>> GetDaysAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        RowsAsync(
            RecordSql.Days,
            (row, _) =>
                new QueueDay(EpochDay.Read(row, 0), row.GetString(1), Count(row, 2), Count(row, 3), Count(row, 4)),
            cancellationToken,
            Since(since)
        );

    public Task<IReadOnlyList<QueueDurations>> GetDurationsAsync(
        DateTimeOffset since,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    ) =>
        RowsAsync(
            RecordSql.Durations,
            (row, _) =>
                new QueueDurations(
                    row.GetString(0),
                    Count(row, 1),
                    row.GetDouble(2),
                    row.GetDouble(3),
                    row.GetDouble(4)
                ),
            cancellationToken,
            Since(since),
            store.Times.Parameter("now", now)
        );

    public Task<IReadOnlyList<QueueModerator>> GetModeratorsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        RowsAsync(
            RecordSql.Moderators,
            (row, _) =>
                new QueueModerator(
                    row.GetInt64(0),
                    Count(row, 1),
                    row.IsDBNull(2) ? null : row.GetDouble(2),
                    Count(row, 3),
                    Count(row, 4)
                ),
            cancellationToken,
            Since(since)
        );

    public Task<IReadOnlyList<QueueTally<string>>> GetRulesAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        RowsAsync(
            RecordSql.Rules,
            (row, _) => new QueueTally<string>(row.GetString(0), Count(row, 1), Count(row, 2)),
            cancellationToken,
            Since(since)
        );

    public Task<IReadOnlyList<QueueTally<long>>> GetReportersAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        RowsAsync(
            RecordSql.Reporters,
            (row, _) => new QueueTally<long>(row.GetInt64(0), Count(row, 1), Count(row, 2)),
            cancellationToken,
            Since(since)
        );

    public Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunTogetherAsync(
            async db =>
            {
                DataParameter[] old = [store.Times.Parameter("before", before)];
                int deleted = await db.ExecuteAsync(RecordSql.DeleteEntries, cancellationToken, old)
                    .ConfigureAwait(false);
                await db.ExecuteAsync("DELETE FROM review_bulks WHERE created_at < @before", cancellationToken, old)
                    .ConfigureAwait(false);
                await db.ExecuteAsync(
                        "DELETE FROM review_log WHERE acted_at < @before",
                        cancellationToken,
                        store.Times.Parameter("before", logBefore)
                    )
                    .ConfigureAwait(false);
                return deleted;
            },
            cancellationToken
        );

    public Task<int> RecomputeAsync(CancellationToken cancellationToken = default) =>
        runner.WriteAsync(
            db =>
                db.ExecuteAsync(
                    store.Sql(RecordSql.Recompute),
                    cancellationToken,
                    store.Times.Parameter("epoch", DateTimeOffset.UnixEpoch)
                ),
            cancellationToken
        );

    private Task<IReadOnlyList<T>> RowsAsync<T>(
        string sql,
        Func<DbDataReader, TimestampCodec, T> read,
        CancellationToken cancellationToken,
        params DataParameter[] parameters
    ) =>
        runner.RunAsync<IReadOnlyList<T>>(async db =>
            await db.QueryToListAsync(row => read(row, store.Times), store.Sql(sql), cancellationToken, parameters)
                .ConfigureAwait(false)
        );

    private DataParameter Since(DateTimeOffset since) => store.Times.Parameter("since", since);

    private static int Count(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : (int)row.GetInt64(column);
}
