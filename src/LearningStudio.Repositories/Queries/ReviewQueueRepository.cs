using LearningStudio.Repositories.Templates;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

// Threads: as its runner: one connection a call, or the connection of a unit of work.
internal sealed class ReviewQueueRepository(IForumDbRunner runner, ForumStore store) : IReviewQueueRepository
{
    private const string Pending = "pending";
    private const string Superseded = "superseded";

    private static readonly SqlTemplate<QueueEntry> ById = new(
        (db, a) =>
        {
            long id = a.Long();
            return db.GetTable<QueueEntry>().Where(entry => entry.Id == id);
        },
        row => new QueueEntry(
            row.Long(),
            row.Text(),
            row.Long(),
            row.Text(),
            row.Int(),
            row.Double(),
            row.Int(),
            row.DoubleOrNull(),
            row.Text(),
            row.LongOrNull(),
            row.IntOrNull(),
            row.Text(),
            row.Time(),
            row.TimeOrNull(),
            row.LongOrNull()
        )
    );

    private const string Add = """
        INSERT INTO review_items
          (target_kind, target_id, type, priority, weight, spam_score, reasons, reported_user_id, reported_trust_level, created_at)
        VALUES (@kind, @target, @type, @priority, @weight, @score, @reasons, @user, @trust, @created)
        ON CONFLICT (target_kind, target_id, type) WHERE state = 'pending' DO UPDATE SET
          priority = CASE WHEN excluded.priority < review_items.priority THEN excluded.priority ELSE review_items.priority END,
          spam_score = COALESCE(excluded.spam_score, review_items.spam_score),
          reasons = CASE WHEN @replace THEN excluded.reasons ELSE review_items.reasons END
        RETURNING id
        """;

    private const string Vote = """
        INSERT INTO review_votes (item_id, voter_id) VALUES (@item, @voter) ON CONFLICT DO NOTHING
        """;

    private const string CountVotes = """
        UPDATE review_items SET votes = (SELECT COUNT(*) FROM review_votes v WHERE v.item_id = review_items.id) WHERE id = @item
        """;

    private const string LockOpen = """
        SELECT id FROM review_items WHERE state = 'pending' AND target_kind = @kind AND target_id = @target
        ORDER BY id /* lock */ FOR NO KEY UPDATE
        """;

    private const string List = """
        SELECT * FROM review_items WHERE state = 'pending'
        ORDER BY 125 - 25 * priority + weight + 10 * votes
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
        long? voterId,
        bool hasReasons,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunTogetherAsync(
            async db =>
            {
                long id = await db.ExecuteAsync<long>(Add, cancellationToken, Parameters(entry, hasReasons))
                    .ConfigureAwait(false);
                if (voterId is { } voter)
                {
                    // The entry is locked since it was added or raised.
                    DataParameter[] vote = [DataParameter.Int64("item", id), DataParameter.Int64("voter", voter)];
                    await db.ExecuteAsync(Vote, cancellationToken, vote).ConfigureAwait(false);
                    await db.ExecuteAsync(CountVotes, cancellationToken, vote[0]).ConfigureAwait(false);
                }

                return id;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<QueueEntry>> GetPendingAsync(
        DateTimeOffset now,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunAsync<IReadOnlyList<QueueEntry>>(async db =>
            await db.QueryToListAsync<QueueEntry>(
                    store.Sql(List),
                    cancellationToken,
                    store.Times.Parameter("now", now),
                    DataParameter.Int32("skip", skip),
                    DataParameter.Int32("take", take)
                )
                .ConfigureAwait(false)
        );

    public Task<QueueEntry?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        runner.RunAsync(db => store.FirstAsync(db, ById, [id], cancellationToken));

    public Task<int> DecideAsync(
        string targetKind,
        long targetId,
        QueueDecision decision,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunAsync(db =>
            db.GetTable<QueueEntry>()
                .Where(row => row.State == Pending && row.TargetKind == targetKind && row.TargetId == targetId)
                .Set(row => row.State, decision.State)
                .Set(row => row.DecidedAt, decision.DecidedAt)
                .Set(row => row.DecidedBy, decision.DecidedBy)
                .UpdateAsync(cancellationToken)
        );

    public Task ReopenAsync(string targetKind, long targetId, CancellationToken cancellationToken = default) =>
        runner.RunTogetherAsync(
            async db =>
            {
                await db.ExecuteAsync(
                        store.Sql(LockOpen),
                        cancellationToken,
                        DataParameter.NVarChar("kind", targetKind),
                        DataParameter.Int64("target", targetId)
                    )
                    .ConfigureAwait(false);
                List<QueueEntry> open = await db.GetTable<QueueEntry>()
                    .Where(row => row.State == Pending && row.TargetKind == targetKind && row.TargetId == targetId)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
                foreach (QueueEntry entry in open)
                {
                    await ReplaceAsync(db, entry, cancellationToken).ConfigureAwait(false);
                }

                return open.Count;
            },
            cancellationToken
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

    private static async Task ReplaceAsync(ForumDb db, QueueEntry entry, CancellationToken cancellationToken)
    {
        await db.GetTable<QueueEntry>()
            .Where(row => row.Id == entry.Id)
            .Set(row => row.State, Superseded)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        long id = await db.InsertWithInt64IdentityAsync(entry, token: cancellationToken).ConfigureAwait(false);
        await db.ExecuteAsync(
                "INSERT INTO review_votes (item_id, voter_id) SELECT @new, voter_id FROM review_votes WHERE item_id = @old",
                cancellationToken,
                DataParameter.Int64("new", id),
                DataParameter.Int64("old", entry.Id)
            )
            .ConfigureAwait(false);
    }

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
            DataParameter.Boolean("replace", hasReasons),
        ];
}
