using System.Data.Common;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

internal sealed partial class ReviewQueueRepository
{
    private const string LockOthers = """
        SELECT id FROM review_items WHERE decision_id = @decision AND id <> @id AND decided_at IS NOT NULL
        ORDER BY id /* lock */ FOR NO KEY UPDATE
        """;

    private const string Decided = """
        SELECT id FROM review_items WHERE is_in(decision_id, @ids) AND decision_id IS NOT NULL AND decided_at IS NOT NULL
        ORDER BY id
        """;

    private const string LockOne = $"{Find} /* lock */ FOR NO KEY UPDATE";

    private const string Undo = """
        UPDATE review_items SET state = 'pending', decided_at = NULL, decided_by = NULL, claimed_by = NULL,
          decision_id = NULL, available_at = @now, stage = CASE WHEN stage = 'waiting' THEN 'open' ELSE stage END
        WHERE id = @id
        """;

    public async Task<IReadOnlyList<long>> FindDecidedAsync(
        IReadOnlyCollection<long> decisionIds,
        CancellationToken cancellationToken = default
    )
    {
        return await runner
            .RunAsync(db =>
                db.QueryToListAsync(
                    row => row.GetInt64(0),
                    store.Sql(Decided),
                    cancellationToken,
                    DataParameter.NVarChar("ids", store.Set(decisionIds))
                )
            )
            .ConfigureAwait(false);
    }

    public Task<QueueOutcome> UndoAsync(QueueUndo undo, CancellationToken cancellationToken = default) =>
        runner.RunTogetherAsync(
            async db =>
            {
                var id = DataParameter.Int64("id", undo.EntryId);
                IReadOnlyList<QueueEntry> found = await EntriesAsync(db, LockOne, cancellationToken, id)
                    .ConfigureAwait(false);
                if (found is not [var entry])
                {
                    return QueueOutcome.NotFound;
                }

                if (entry.ReportedUserId == undo.ModeratorId)
                {
                    return QueueOutcome.Refused;
                }

                bool isTheirs = undo.IsLead || entry.DecidedBy == undo.ModeratorId;
                if (
                    !(entry.DecidedAt >= undo.Since)
                    || !isTheirs
                    || !await TryOpenAsync(db, id, undo.Now, cancellationToken).ConfigureAwait(false)
                )
                {
                    return QueueOutcome.Conflict;
                }

                var log = new LogLine("undo", undo.ModeratorId, undo.Now, SubjectId: entry.DecidedBy);
                IReadOnlyList<long> others = await OpenOthersAsync(db, entry, undo.Now, cancellationToken)
                    .ConfigureAwait(false);
                await LogAsync(db, [undo.EntryId, .. others], log, cancellationToken).ConfigureAwait(false);
                return QueueOutcome.Done;
            },
            cancellationToken
        );

    // One in whose place a newer entry is pending stays as it is.
    private async Task<IReadOnlyList<long>> OpenOthersAsync(
        ForumDb db,
        QueueEntry entry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<long> closed = await db.QueryToListAsync(
                row => row.GetInt64(0),
                store.Sql(LockOthers),
                cancellationToken,
                DataParameter.Int64("id", entry.Id),
                new DataParameter("decision", entry.DecisionId, DataType.Int64)
            )
            .ConfigureAwait(false);
        var opened = new List<long>();
        foreach (long id in closed)
        {
            if (await TryOpenAsync(db, DataParameter.Int64("id", id), now, cancellationToken).ConfigureAwait(false))
            {
                opened.Add(id);
            }
        }

        return opened;
    }

    // Another entry of the target and type may be added at this moment, which no condition sees: the index does, and the
    // savepoint keeps the transaction alive.
    private async Task<bool> TryOpenAsync(
        ForumDb db,
        DataParameter id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await db.ExecuteAsync("SAVEPOINT review_undo", cancellationToken).ConfigureAwait(false);
        try
        {
            await db.ExecuteAsync(Undo, cancellationToken, id, store.Times.Parameter("now", now)).ConfigureAwait(false);
            return true;
        }
        catch (DbException failure) when (store.Dialect.IsDuplicate(failure))
        {
            await db.ExecuteAsync("ROLLBACK TO SAVEPOINT review_undo", cancellationToken).ConfigureAwait(false);
            return false;
        }
    }
}
