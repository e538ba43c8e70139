using System.Text.Json;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

// Threads: as its runner: one connection a call, or the connection of a unit of work.
internal sealed partial class ReviewQueueRepository(IForumDbRunner runner, ForumDatabase store) : IReviewQueueRepository
{
    private const string Pending = "pending";

    // A step of priority is 25 points of two hours each.
    private const string Add = """
        INSERT INTO review_items
          (target_kind, target_id, type, priority, weight, spam_score, reasons, reported_user_id, reported_trust_level,
            created_at, cluster_id, standing, due_at, available_at)
        VALUES (@kind, @target, @type, @priority, @weight, @score, @reasons, @user, @trust, @created, @cluster, @standing,
          @due, @created)
        ON CONFLICT (target_kind, target_id, type) WHERE state = 'pending' DO UPDATE SET
          priority = CASE WHEN excluded.priority < review_items.priority THEN excluded.priority ELSE review_items.priority END,
          standing = review_items.standing + CASE
            WHEN excluded.priority < review_items.priority THEN 180000000 * (review_items.priority - excluded.priority)
            ELSE 0 END,
          spam_score = COALESCE(excluded.spam_score, review_items.spam_score),
          reasons = CASE WHEN @replace THEN excluded.reasons ELSE review_items.reasons END,
          cluster_id = COALESCE(excluded.cluster_id, review_items.cluster_id),
          due_at = CASE WHEN excluded.due_at < review_items.due_at THEN excluded.due_at ELSE review_items.due_at END,
          stage = CASE WHEN review_items.stage = 'waiting' THEN 'open' ELSE review_items.stage END,
          available_at = CASE
            WHEN review_items.stage = 'waiting' AND review_items.claimed_by IS NULL THEN excluded.available_at
            ELSE review_items.available_at END
        RETURNING id
        """;

    private const string AddCodes = """
        INSERT INTO review_signals (item_id, code) SELECT @item, value FROM each_text(@codes) WHERE true
        ON CONFLICT DO NOTHING
        """;

    private const string Vote = """
        INSERT INTO review_votes (item_id, voter_id, weight, voted_at) VALUES (@item, @voter, @weight, @now)
        ON CONFLICT DO NOTHING
        """;

    private const string CountVote = """
        UPDATE review_items SET votes = votes + 1, vote_weight = vote_weight + @weight,
          standing = standing + CAST(ROUND(72000000 * @weight) AS bigint)
        WHERE id = @item
        """;

    private const string Find = $"SELECT {QueueRows.Columns} FROM review_items WHERE id = @id";

    private const string List = $"""
        SELECT {QueueRows.Columns}, (SELECT COUNT(*) FROM review_items WHERE state = 'pending')
        FROM review_items WHERE state = 'pending'
        ORDER BY 125 - 25 * priority + weight + 10 * vote_weight
          + CASE
              WHEN created_at >= @now THEN 0
              WHEN seconds_between(created_at, @now) > 360000 THEN 50
              ELSE seconds_between(created_at, @now) / 7200.0
            END DESC, id
        LIMIT @take OFFSET @skip
        """;

    private const string Figures = """
        SELECT type AS Type, state AS State, COUNT(*) AS Total,
          SUM(CASE WHEN created_at >= @since THEN 1 ELSE 0 END) AS Created,
          SUM(CASE WHEN decided_at >= @since THEN 1 ELSE 0 END) AS Decided,
          COALESCE(SUM(CASE WHEN decided_at >= @since THEN seconds_between(created_at, decided_at) END), 0) AS DecidedSeconds
        FROM review_items
        WHERE (state = 'pending' OR created_at >= @since OR decided_at >= @since) AND state <> 'superseded'
        GROUP BY type, state
        """;

    public Task<long> AddOrRaiseAsync(
        QueueEntry entry,
        QueueSignal signal,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunTogetherAsync(
            async db =>
            {
                long id = await db.ExecuteAsync<long>(Add, cancellationToken, Parameters(entry, signal.HasReasons))
                    .ConfigureAwait(false);
                var item = DataParameter.Int64("item", id);
                if (signal.Codes is { Count: > 0 } codes)
                {
                    string texts = JsonSerializer.Serialize(codes);
                    await db.ExecuteAsync(
                            store.Sql(AddCodes),
                            cancellationToken,
                            item,
                            DataParameter.NVarChar("codes", texts)
                        )
                        .ConfigureAwait(false);
                }

                if (signal.VoterId is { } voter)
                {
                    await VoteAsync(db, item, voter, signal.VoteWeight, entry.CreatedAt, cancellationToken)
                        .ConfigureAwait(false);
                }

                return id;
            },
            cancellationToken
        );

    public async Task<PendingEntries> GetPendingAsync(
        DateTimeOffset now,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        int total = 0;
        List<QueueEntry> entries = await runner
            .RunAsync(db =>
                db.QueryToListAsync(
                    row =>
                    {
                        total = (int)row.GetInt64(row.FieldCount - 1);
                        return QueueRows.Read(row, store.Times);
                    },
                    store.Sql(List),
                    cancellationToken,
                    store.Times.Parameter("now", now),
                    DataParameter.Int32("skip", skip),
                    DataParameter.Int32("take", take)
                )
            )
            .ConfigureAwait(false);
        // Only a row tells the count.
        return entries.Count > 0 || skip == 0
            ? new PendingEntries(entries, total)
            : new PendingEntries(
                [],
                await CountPendingAsync(cancellationToken: cancellationToken).ConfigureAwait(false)
            );
    }

    public Task<QueuePage> ListAsync(
        QueueFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(take);
        QueueConditions conditions = QueueConditions.Of(filter);
        conditions.After(after);
        string sql =
            $"SELECT {QueueRows.Columns} FROM review_items WHERE {conditions.Sql} ORDER BY standing DESC, id LIMIT @take";
        return runner.RunAsync(async db =>
        {
            IReadOnlyList<QueueEntry> entries = await EntriesAsync(
                    db,
                    sql,
                    cancellationToken,
                    [.. conditions.Parameters, DataParameter.Int32("take", take + 1)]
                )
                .ConfigureAwait(false);
            return entries.Count <= take
                ? new QueuePage(entries, null)
                : new QueuePage([.. entries.Take(take)], QueueConditions.Place(entries[take - 1]));
        });
    }

    public Task<QueueEntry?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        runner.RunAsync(async db =>
            await EntriesAsync(db, Find, cancellationToken, DataParameter.Int64("id", id)).ConfigureAwait(false)
                is [var entry]
                ? entry
                : null
        );

    public Task<int> CountPendingAsync(
        long? reportedUserId = null,
        string? exceptType = null,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunAsync(db =>
        {
            IQueryable<QueueEntry> pending = db.GetTable<QueueEntry>().Where(row => row.State == Pending);
            pending = reportedUserId is null ? pending : pending.Where(row => row.ReportedUserId == reportedUserId);
            pending = exceptType is null ? pending : pending.Where(row => row.Type != exceptType);
            return pending.CountAsync(cancellationToken);
        });

    public Task<IReadOnlyList<QueueFigure>> GetFiguresAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunAsync<IReadOnlyList<QueueFigure>>(async db =>
            await db.QueryToListAsync<QueueFigure>(
                    store.Sql(Figures),
                    cancellationToken,
                    store.Times.Parameter("since", since)
                )
                .ConfigureAwait(false)
        );

    // The entry is locked since it was added or raised.
    private async Task VoteAsync(
        ForumDb db,
        DataParameter item,
        long voterId,
        double voteWeight,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var weight = DataParameter.Double("weight", voteWeight);
        var voter = DataParameter.Int64("voter", voterId);
        int added = await db.ExecuteAsync(
                Vote,
                cancellationToken,
                item,
                voter,
                weight,
                store.Times.Parameter("now", now)
            )
            .ConfigureAwait(false);
        if (added > 0)
        {
            await db.ExecuteAsync(CountVote, cancellationToken, item, weight).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<QueueEntry>> EntriesAsync(
        ForumDb db,
        string sql,
        CancellationToken cancellationToken,
        params DataParameter[] parameters
    ) =>
        await db.QueryToListAsync(
                row => QueueRows.Read(row, store.Times),
                store.Sql(sql),
                cancellationToken,
                parameters
            )
            .ConfigureAwait(false);

    private DataParameter[] Parameters(QueueEntry entry, bool hasReasons) =>
        [
            DataParameter.NVarChar("kind", entry.TargetKind),
            DataParameter.Int64("target", entry.TargetId),
            DataParameter.NVarChar("type", entry.Type),
            DataParameter.Int32("priority", entry.Priority),
            DataParameter.Double("weight", entry.Weight),
            new DataParameter("score", entry.SpamScore, DataType.Double),
            DataParameter.NVarChar("reasons", entry.Reasons),
            new DataParameter("user", entry.ReportedUserId, DataType.Int64),
            new DataParameter("trust", entry.ReportedTrustLevel, DataType.Int32),
            store.Times.Parameter("created", entry.CreatedAt),
            new DataParameter("cluster", entry.ClusterId, DataType.Int64),
            DataParameter.Int64("standing", entry.Standing),
            store.Times.Parameter("due", entry.DueAt),
            DataParameter.Boolean("replace", hasReasons),
        ];
}
