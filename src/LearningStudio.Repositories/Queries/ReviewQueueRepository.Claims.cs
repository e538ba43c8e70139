using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

// Rule: whoever changes a claimed entry shows the fence of the claim in the same UPDATE; a claim adds 1 to it. Several rows
//   are locked in the order of their ids.
internal sealed partial class ReviewQueueRepository
{
    private static string Claimable(ForumDatabase store) =>
        $"""
            state = 'pending' AND (@lead OR NOT {EntriesBeside.Exist(store, "o.stage = 'escalated'")})
                AND (reported_user_id IS NULL OR reported_user_id <> @moderator)
            """;

    private const string NotSkipped = """
        NOT EXISTS (SELECT 1 FROM review_skips s WHERE s.item_id = review_items.id AND s.moderator_id = @moderator)
        """;

    private const string Take = $"""
        UPDATE review_items SET fence = fence + 1, claimed_by = @moderator, claimed_at = @now, available_at = @until,
          taken_from = CASE WHEN claimed_by <> @moderator THEN claimed_by END
        """;

    // Each part is read only as far as those before it do not suffice. The number is no parameter: PostgreSQL plans a
    // parameter's LIMIT for a tenth of all rows.
    private readonly string _claimNext = $"""
        WITH chosen (chosen_id) AS (
          SELECT id FROM (
            SELECT id FROM review_items
            WHERE {Claimable(store)} AND claimed_by IS NOT NULL AND available_at <= @now AND {NotSkipped}
            ORDER BY available_at, id LIMIT :take /* skip */ FOR NO KEY UPDATE SKIP LOCKED) AS leased
          UNION ALL
          SELECT id FROM (
            SELECT id FROM review_items
            WHERE {Claimable(store)} AND claimed_by IS NULL AND due_at <= @now AND available_at <= @now AND {NotSkipped}
            ORDER BY due_at, id LIMIT :take /* skip */ FOR NO KEY UPDATE SKIP LOCKED) AS due
          UNION ALL
          SELECT id FROM (
            SELECT id FROM review_items
            WHERE {Claimable(store)} AND claimed_by IS NULL AND due_at > @now AND available_at <= @now AND {NotSkipped}
            ORDER BY standing DESC, id LIMIT :take /* skip */ FOR NO KEY UPDATE SKIP LOCKED) AS next
          LIMIT :take)
        {Take}
        FROM chosen WHERE id = chosen_id
        RETURNING {QueueRows.Columns}
        """;

    private readonly string _claimOne = $"""
        {Take}
        WHERE id = @id AND {Claimable(
            store
        )} AND (claimed_by IS NULL OR claimed_by = @moderator OR available_at <= @now)
        RETURNING {QueueRows.Columns}
        """;

    private const string Held = "id = @id AND fence = @fence AND claimed_by = @moderator AND state = 'pending'";

    private const string Renew = $"UPDATE review_items SET available_at = @at WHERE {Held}";

    private const string Release = $"UPDATE review_items SET claimed_by = NULL, available_at = @at WHERE {Held}";

    public Task<IReadOnlyList<QueueEntry>> ClaimAsync(QueueClaim claim, CancellationToken cancellationToken = default)
    {
        Guard.Limit(claim.Count);
        DataParameter[] parameters =
        [
            DataParameter.Int64("moderator", claim.ModeratorId),
            store.Times.Parameter("now", claim.Now),
            store.Times.Parameter("until", claim.Until),
            DataParameter.Boolean("lead", claim.IsLead),
        ];
        return runner.WriteAsync<IReadOnlyList<QueueEntry>>(
            async db =>
                claim.EntryId is { } id
                    ? await EntriesAsync(
                            db,
                            store.Sql(_claimOne),
                            cancellationToken,
                            [.. parameters, DataParameter.Int64("id", id)]
                        )
                        .ConfigureAwait(false)
                    : InOrder(
                        await EntriesAsync(
                                db,
                                _claimNext.Replace(":take", $"{claim.Count}", StringComparison.Ordinal),
                                cancellationToken,
                                parameters
                            )
                            .ConfigureAwait(false),
                        claim.Now
                    ),
            cancellationToken
        );
    }

    // As they were chosen, which RETURNING does not keep.
    private static QueueEntry[] InOrder(IReadOnlyList<QueueEntry> claimed, DateTimeOffset now) =>
        [
            .. claimed
                .OrderByDescending(entry => entry.TakenFrom is not null)
                .ThenBy(entry => entry.DueAt <= now ? entry.DueAt : DateTimeOffset.MaxValue)
                .ThenByDescending(entry => entry.Standing)
                .ThenBy(entry => entry.Id),
        ];

    public Task<bool> RenewAsync(
        QueueLease lease,
        DateTimeOffset until,
        CancellationToken cancellationToken = default
    ) => HoldingAsync(Renew, lease, until, cancellationToken);

    public Task<bool> ReleaseAsync(
        QueueLease lease,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    ) => HoldingAsync(Release, lease, now, cancellationToken);

    private Task<bool> HoldingAsync(
        string sql,
        QueueLease lease,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        runner.WriteAsync(
            async db =>
                await db.ExecuteAsync(sql, cancellationToken, [.. Parameters(lease), store.Times.Parameter("at", at)])
                    .ConfigureAwait(false) > 0,
            cancellationToken
        );

    private static DataParameter[] Parameters(QueueLease lease) =>
        [
            DataParameter.Int64("id", lease.EntryId),
            DataParameter.Int64("moderator", lease.ModeratorId),
            DataParameter.Int64("fence", lease.Fence),
        ];
}
