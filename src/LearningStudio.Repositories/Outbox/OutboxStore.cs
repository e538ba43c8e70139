using System.Security.Cryptography;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Outbox;

/// <summary>Takes rows out of the outbox, and removes what was delivered. Thread-safe.</summary>
internal sealed class OutboxStore(ForumDatabase database)
{
    /// <summary>How long a process that takes rows may deliver them before another one takes them.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private const int Limit = 100;

    public static long NewId() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Removes the rows of units whose handlers are done.</summary>
    /// <returns>The units of which a row was removed.</returns>
    public Task<HashSet<long>> RemoveHandledAsync(IEnumerable<long> units, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
                (
                    await db.QueryToListAsync(
                            row => row.GetInt64(0),
                            database.Sql(OutboxSql.RemoveHandledUnits),
                            cancellationToken,
                            DataParameter.NVarChar("handled", database.Dialect.Set(units))
                        )
                        .ConfigureAwait(false)
                ).ToHashSet(),
            cancellationToken
        );

    public Task<WaitingRows> LookAsync(CancellationToken cancellationToken) =>
        database.RunAsync(async db =>
            (
                await db.QueryToListAsync(
                        row => new WaitingRows(
                            row.GetInt64(0),
                            row.GetInt64(1),
                            row.IsDBNull(2) ? TimeSpan.Zero : TimeSpan.FromSeconds(row.GetDouble(2))
                        ),
                        database.Sql(OutboxSql.Look),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).Single()
        );

    /// <summary>Takes rows that are due, at most 100, the earliest first.</summary>
    public Task<List<ClaimedRow>> ClaimAsync(long owner, CancellationToken cancellationToken) =>
        database.RunTogetherAsync(
            async db =>
            {
                if (database.Dialect.OutboxLock is { } taken)
                {
                    await db.ExecuteAsync(taken, cancellationToken).ConfigureAwait(false);
                }

                List<ClaimedRow> rows = await db.QueryToListAsync(
                        row => new ClaimedRow(
                            row.GetInt64(0),
                            row.IsDBNull(1) ? null : row.GetInt64(1),
                            row.GetString(2),
                            row.GetInt32(3)
                        ),
                        database.Sql(OutboxSql.Claim),
                        cancellationToken,
                        DataParameter.Int64("owner", owner),
                        Milliseconds("lease", Lease),
                        DataParameter.Int32("limit", Limit)
                    )
                    .ConfigureAwait(false);
                rows.Sort(static (one, other) => one.Id.CompareTo(other.Id));
                return rows;
            },
            cancellationToken
        );

    public Task RemoveAsync(IEnumerable<ClaimedRow> rows, CancellationToken cancellationToken) =>
        WriteAsync(OutboxSql.RemoveDelivered, rows, cancellationToken);

    /// <summary>Keeps rows from all processes for a while.</summary>
    public Task PutOffAsync(
        IEnumerable<ClaimedRow> rows,
        long owner,
        TimeSpan delay,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            OutboxSql.PutOff,
            rows,
            cancellationToken,
            DataParameter.Int64("owner", owner),
            Milliseconds("delay", delay)
        );

    /// <summary>Leaves rows to whoever takes them next, as if they had not been taken.</summary>
    public Task GiveBackAsync(IEnumerable<ClaimedRow> rows, long owner, CancellationToken cancellationToken) =>
        WriteAsync(OutboxSql.GiveBack, rows, cancellationToken, DataParameter.Int64("owner", owner));

    public static DataParameter Milliseconds(string name, TimeSpan time) =>
        DataParameter.Int64(name, (long)time.TotalMilliseconds);

    private Task<int> WriteAsync(
        Func<ISqlDialect, string> sql,
        IEnumerable<ClaimedRow> rows,
        CancellationToken cancellationToken,
        params DataParameter[] parameters
    )
    {
        DataParameter ids = DataParameter.NVarChar("ids", database.Dialect.Set(rows.Select(row => row.Id)));
        return database.WriteAsync(
            db => db.ExecuteAsync(database.Sql(sql), cancellationToken, [ids, .. parameters]),
            cancellationToken
        );
    }
}
