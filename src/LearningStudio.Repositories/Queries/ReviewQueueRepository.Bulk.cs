using System.Text.Json;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

// Rule: a key's row is written before its entries are decided, in one transaction: a second user of the key waits for the
//   first, and then finds the results.
internal sealed partial class ReviewQueueRepository
{
    private const string BeginBulk = """
        INSERT INTO review_bulks (key, fingerprint, results, created_at) VALUES (@key, @fingerprint, '', @now)
        ON CONFLICT DO NOTHING
        """;

    private const string EndBulk = "UPDATE review_bulks SET results = @results WHERE key = @key";

    private const string FindBulk = """
        SELECT results FROM review_bulks WHERE key = @key AND fingerprint = @fingerprint
        """;

    // A decision is about what is reviewed: another moderator's entry of it, or a lead's, keeps all of them from being decided.
    private readonly string _blocked = $"""
        SELECT id FROM review_items WHERE is_in(id, @ids) AND {EntriesBeside.Exist(store, Blocks)}
        """;

    private const string Blocks = """
        (o.claimed_by <> @moderator AND o.available_at > @now)
          OR (NOT @lead AND (o.stage = 'escalated' OR (o.stage = 'waiting' AND o.available_at > @now)))
        """;

    public Task<QueueBulkResult> DecideManyAsync(QueueBulk bulk, CancellationToken cancellationToken = default) =>
        runner.RunTogetherAsync(
            async db =>
            {
                DataParameter[] key =
                [
                    DataParameter.NVarChar("key", store.Dialect.Text(bulk.Key)),
                    DataParameter.NVarChar("fingerprint", bulk.Fingerprint),
                    store.Times.Parameter("now", bulk.Decision.DecidedAt),
                ];
                // Who comes second with a key waits here for the first.
                if (await db.ExecuteAsync(BeginBulk, cancellationToken, key).ConfigureAwait(false) == 0)
                {
                    return await RepeatAsync(db, key, cancellationToken).ConfigureAwait(false);
                }

                KeyValuePair<long, QueueOutcome>[] outcomes = await OutcomesAsync(db, bulk, cancellationToken)
                    .ConfigureAwait(false);
                long[] ids = [.. outcomes.Where(o => o.Value == QueueOutcome.Done).Select(o => o.Key)];
                if (ids.Length > 0)
                {
                    QueueDecision decision = bulk.Decision;
                    var log = new LogLine(bulk.Action, decision.DecidedBy, decision.DecidedAt, bulk.Note, bulk.Key);
                    await DecideAsync(db, ids, decision, log, cancellationToken).ConfigureAwait(false);
                }

                string results = JsonSerializer.Serialize(outcomes);
                await db.ExecuteAsync(EndBulk, cancellationToken, key[0], DataParameter.NVarChar("results", results))
                    .ConfigureAwait(false);
                return new QueueBulkResult(outcomes, IsRepeat: false);
            },
            cancellationToken
        );

    private static async Task<QueueBulkResult> RepeatAsync(
        ForumDb db,
        DataParameter[] key,
        CancellationToken cancellationToken
    )
    {
        string? results = await db.ExecuteAsync<string?>(FindBulk, cancellationToken, key[0], key[1])
            .ConfigureAwait(false);
        return results is null
            ? throw new ArgumentException(
                "The key was used for another decision. Give each decision a key of its own.",
                nameof(key)
            )
            : new QueueBulkResult(
                JsonSerializer.Deserialize<KeyValuePair<long, QueueOutcome>[]>(results)!,
                IsRepeat: true
            );
    }

    private async Task<KeyValuePair<long, QueueOutcome>[]> OutcomesAsync(
        ForumDb db,
        QueueBulk bulk,
        CancellationToken cancellationToken
    )
    {
        QueueConditions conditions = QueueConditions.Of(bulk.Filter);
        string sql = $"""
            WITH chosen AS (SELECT id FROM review_items WHERE {conditions.Sql} ORDER BY standing DESC, id LIMIT @take)
            SELECT {QueueRows.Columns} FROM review_items WHERE state = 'pending' AND id IN (SELECT id FROM chosen)
            ORDER BY id /* lock */ FOR NO KEY UPDATE
            """;
        IReadOnlyList<QueueEntry> entries = await EntriesAsync(
                db,
                sql,
                cancellationToken,
                [.. conditions.Parameters, DataParameter.Int32("take", Guard.MaxListSize)]
            )
            .ConfigureAwait(false);
        HashSet<long> blocked = await BlockedAsync(db, bulk, [.. entries.Select(entry => entry.Id)], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. entries.Select(entry =>
                KeyValuePair.Create(
                    entry.Id,
                    entry.ReportedUserId == bulk.Decision.DecidedBy ? QueueOutcome.Refused
                        : blocked.Contains(entry.Id) ? QueueOutcome.Conflict
                        : QueueOutcome.Done
                )
            ),
        ];
    }

    private async Task<HashSet<long>> BlockedAsync(
        ForumDb db,
        QueueBulk bulk,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken
    ) =>
        [
            .. await db.QueryToListAsync(
                    row => row.GetInt64(0),
                    store.Sql(_blocked),
                    cancellationToken,
                    DataParameter.NVarChar("ids", store.Set(ids)),
                    DataParameter.Int64("moderator", bulk.Decision.DecidedBy),
                    DataParameter.Boolean("lead", bulk.Decision.IsLead),
                    store.Times.Parameter("now", bulk.Decision.DecidedAt)
                )
                .ConfigureAwait(false),
        ];
}
