using System.Globalization;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: whoever changes a claimed item shows the fence of the claim in the same UPDATE; a claim adds 1 to it. Several rows
//   are locked in the order of their ids.
/// <summary>Gives items to moderators for a while. Thread-safe.</summary>
internal sealed class ReviewClaims
{
    /// <summary>The row that a lease is good for.</summary>
    public const string Held = "id = @id AND fence = @fence AND claimed_by = @moderator AND state = 'pending'";

    private const string NotSkipped = """
        NOT EXISTS (SELECT 1 FROM review_skips s WHERE s.item_id = review_items.id AND s.moderator_id = @moderator)
        """;

    private const string Take = """
        UPDATE review_items SET fence = fence + 1, claimed_by = @moderator, claimed_at = @now, available_at = @until,
          taken_from = CASE WHEN claimed_by <> @moderator THEN claimed_by END
        """;

    private const string Renew = $"UPDATE review_items SET available_at = @at WHERE {Held}";

    private const string Release = $"UPDATE review_items SET claimed_by = NULL, available_at = @at WHERE {Held}";

    private readonly string _claimNext;
    private readonly string _claimOne;

    public ReviewClaims(ISqlDialect sql, RelatedItems related)
    {
        string claimable = $"""
            state = 'pending' AND (@lead OR NOT {related.Exist("o.stage = 'escalated'")})
                AND (reported_user_id IS NULL OR reported_user_id <> @moderator)
            """;
        string free = $"{claimable} AND claimed_by IS NULL";
        string now = $"available_at <= @now AND {NotSkipped}";
        // Each part is read only as far as those before it do not suffice. The number is no parameter: PostgreSQL plans a
        // parameter's LIMIT for a tenth of all rows.
        _claimNext = $"""
            WITH chosen (chosen_id) AS (
              SELECT id FROM (
                SELECT id FROM review_items WHERE {claimable} AND claimed_by IS NOT NULL AND {now}
                ORDER BY available_at, id LIMIT :take{sql.ForUpdateSkipLocked}) AS leased
              UNION ALL
              SELECT id FROM (
                SELECT id FROM review_items WHERE {free} AND due_at <= @now AND {now}
                ORDER BY due_at, id LIMIT :take{sql.ForUpdateSkipLocked}) AS due
              UNION ALL
              SELECT id FROM (
                SELECT id FROM review_items WHERE {free} AND due_at > @now AND {now}
                ORDER BY standing DESC, id LIMIT :take{sql.ForUpdateSkipLocked}) AS next
              LIMIT :take)
            {Take}
            FROM chosen WHERE id = chosen_id
            RETURNING {ReviewTable.Columns}
            """;
        _claimOne = $"""
            {Take}
            WHERE id = @id AND {claimable} AND (claimed_by IS NULL OR claimed_by = @moderator OR available_at <= @now)
            RETURNING {ReviewTable.Columns}
            """;
    }

    public async Task<IReadOnlyList<ReviewClaim>> ClaimAsync(
        SqlSession session,
        ClaimRequest request,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        Parameter[] parameters =
        [
            Parameter.Long("moderator", request.ModeratorId),
            Parameter.Time("now", now),
            Parameter.Time("until", now + request.Lease),
            Parameter.Bool("lead", request.IsLead),
            Parameter.Long("id", request.ItemId),
        ];
        string count = request.Count.ToString(CultureInfo.InvariantCulture);
        string sql = request.ItemId is null ? _claimNext.Replace(":take", count, StringComparison.Ordinal) : _claimOne;
        List<ReviewRow> claimed = await ReviewTable
            .ListAsync(session, sql, cancellationToken, parameters)
            .ConfigureAwait(false);
        return
        [
            .. InOrder(claimed, now)
                .Select(row => new ReviewClaim(
                    row.Item,
                    new ReviewLease(row.Item.Id, request.ModeratorId, row.Item.Fence) { IsLead = request.IsLead },
                    row.Item.AvailableAt,
                    row.PreviousHolder
                )),
        ];
    }

    public static Task<bool> RenewAsync(
        SqlSession session,
        ReviewLease lease,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) => HoldingAsync(session, Renew, lease, until, cancellationToken);

    public static Task<bool> ReleaseAsync(
        SqlSession session,
        ReviewLease lease,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => HoldingAsync(session, Release, lease, now, cancellationToken);

    /// <summary>The parameters of <see cref="Held"/>.</summary>
    public static Parameter[] Parameters(ReviewLease lease) =>
        [
            Parameter.Long("id", lease.ItemId),
            Parameter.Long("moderator", lease.ModeratorId),
            Parameter.Long("fence", lease.Fence),
        ];

    // As they were chosen, which RETURNING does not keep.
    private static IEnumerable<ReviewRow> InOrder(List<ReviewRow> claimed, DateTimeOffset now) =>
        claimed
            .OrderByDescending(row => row.PreviousHolder is not null)
            .ThenBy(row => row.Item.DueAt <= now ? row.Item.DueAt : DateTimeOffset.MaxValue)
            .ThenByDescending(row => row.SortKey)
            .ThenBy(row => row.Item.Id);

    private static async Task<bool> HoldingAsync(
        SqlSession session,
        string sql,
        ReviewLease lease,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        await session
            .ExecuteAsync(sql, cancellationToken, [.. Parameters(lease), Parameter.Time("at", at)])
            .ConfigureAwait(false) > 0;
}
