using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: a key's row is written before its items are decided, in one transaction: a second user of the key waits for the
//   first, and then finds the results.
/// <summary>Decides many items at once, and once a key. Thread-safe.</summary>
internal sealed class BulkDecisions(ISqlDialect sql, RelatedItems related, ReviewDecisions decisions)
{
    private const int MaxItems = 1000;

    private const string Begin = """
        INSERT INTO review_bulks (key, fingerprint, results, created_at) VALUES (@key, @fingerprint, '', @now)
        ON CONFLICT DO NOTHING
        """;

    private const string End = "UPDATE review_bulks SET results = @results WHERE key = @key";

    private const string Repeat = "SELECT results FROM review_bulks WHERE key = @key AND fingerprint = @fingerprint";

    private const string Blocks = """
        (o.claimed_by <> @moderator AND o.available_at > @now)
          OR (NOT @lead AND (o.stage = 'escalated' OR (o.stage = 'waiting' AND o.available_at > @now)))
        """;

    // A decision is about what is reviewed: another moderator's item of it, or a lead's, keeps all of them from being decided.
    private readonly string _blocked = $"""
        SELECT id FROM review_items WHERE {sql.IsIn("id", "@ids")} AND {related.Exist(Blocks)}
        """;

    public async Task<BulkResult?> DecideAsync(
        SqlSession session,
        BulkDecision bulk,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        Parameter[] key =
        [
            Parameter.Text("key", sql.Text(bulk.Key)),
            Parameter.Text("fingerprint", bulk.Fingerprint),
            Parameter.Time("now", now),
        ];
        // Who comes second with a key waits here for the first.
        if (await session.ExecuteAsync(Begin, cancellationToken, key).ConfigureAwait(false) == 0)
        {
            return await RepeatAsync(session, key, cancellationToken).ConfigureAwait(false);
        }

        BulkItem[] items = await OutcomesAsync(session, bulk, now, cancellationToken).ConfigureAwait(false);
        long[] ids = [.. items.Where(item => item.Outcome == ReviewOutcome.Done).Select(item => item.ItemId)];
        if (ids.Length > 0)
        {
            LogLine line = ReviewDecisions.LineOf(bulk.Decision, now) with { Note = bulk.Note, BulkKey = bulk.Key };
            await decisions.CloseAsync(session, ids, bulk.Decision, line, cancellationToken).ConfigureAwait(false);
        }

        var results = Parameter.Text("results", StoredResult.Write(items));
        await session.ExecuteAsync(End, cancellationToken, key[0], results).ConfigureAwait(false);
        return new BulkResult(items, IsRepeat: false);
    }

    private static async Task<BulkResult?> RepeatAsync(
        SqlSession session,
        Parameter[] key,
        CancellationToken cancellationToken
    ) =>
        await session
            .ListAsync(Repeat, row => row.GetString(0), cancellationToken, key[0], key[1])
            .ConfigureAwait(false)
            is [var results]
            ? new BulkResult(StoredResult.Read(results), IsRepeat: true)
            : null;

    private async Task<BulkItem[]> OutcomesAsync(
        SqlSession session,
        BulkDecision bulk,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var conditions = new ReviewConditions(bulk.Filter);
        string choose = $"""
            WITH chosen AS (SELECT id FROM review_items WHERE {conditions.Sql} ORDER BY standing DESC, id LIMIT @take)
            SELECT {ReviewTable.Columns} FROM review_items WHERE state = 'pending' AND id IN (SELECT id FROM chosen)
            ORDER BY id{sql.ForUpdate}
            """;
        List<ReviewRow> rows = await ReviewTable
            .ListAsync(session, choose, cancellationToken, [.. conditions.Parameters, Parameter.Int("take", MaxItems)])
            .ConfigureAwait(false);
        List<long> blocked = await session
            .ListAsync(
                _blocked,
                row => row.GetInt64(0),
                cancellationToken,
                Parameter.Text("ids", sql.Set(rows.Select(row => row.Item.Id))),
                Parameter.Long("moderator", bulk.Decision.ModeratorId),
                Parameter.Bool("lead", bulk.Decision.IsLead),
                Parameter.Time("now", now)
            )
            .ConfigureAwait(false);
        HashSet<long> left = [.. blocked];
        return
        [
            .. rows.Select(row => new BulkItem(
                row.Item.Id,
                row.Item.ReportedUserId == bulk.Decision.ModeratorId ? ReviewOutcome.Refused
                    : left.Contains(row.Item.Id) ? ReviewOutcome.Conflict
                    : ReviewOutcome.Done
            )),
        ];
    }
}
