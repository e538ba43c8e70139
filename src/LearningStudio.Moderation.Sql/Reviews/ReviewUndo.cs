using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>Takes decisions back. Thread-safe.</summary>
internal sealed class ReviewUndo(ISqlDialect sql, ReviewLog log)
{
    private const string Open = """
        UPDATE review_items SET state = 'pending', decided_at = NULL, decided_by = NULL, claimed_by = NULL,
          decision_id = NULL, available_at = @now, stage = CASE WHEN stage = 'waiting' THEN 'open' ELSE stage END
        WHERE id = @id
        """;

    private readonly string _lockOne = $"{ReviewTable.FindById}{sql.ForUpdate}";

    private readonly string _lockOthers = $"""
        SELECT id FROM review_items WHERE decision_id = @decision AND id <> @id AND decided_at IS NOT NULL
        ORDER BY id{sql.ForUpdate}
        """;

    public async Task<ReviewOutcome> UndoAsync(
        SqlSession session,
        UndoRequest request,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<ReviewRow> found = await ReviewTable
            .ListAsync(session, _lockOne, cancellationToken, Parameter.Long("id", request.ItemId))
            .ConfigureAwait(false);
        if (found is not [var row])
        {
            return ReviewOutcome.NotFound;
        }

        ReviewItem item = row.Item;
        if (item.ReportedUserId == request.ModeratorId)
        {
            return ReviewOutcome.Refused;
        }

        bool isTheirs = request.IsLead || item.DecidedBy == request.ModeratorId;
        if (
            !(item.DecidedAt >= now - request.Window)
            || !isTheirs
            || !await TryOpenAsync(session, item.Id, now, cancellationToken).ConfigureAwait(false)
        )
        {
            return ReviewOutcome.Conflict;
        }

        var line = new LogLine(ReviewAction.Undo, request.ModeratorId, now, SubjectId: item.DecidedBy);
        List<long> others = await OpenOthersAsync(session, row, now, cancellationToken).ConfigureAwait(false);
        await log.WriteAsync(session, [item.Id, .. others], line, cancellationToken).ConfigureAwait(false);
        return ReviewOutcome.Done;
    }

    // One in whose place a newer item is open stays as it is.
    private async Task<List<long>> OpenOthersAsync(
        SqlSession session,
        ReviewRow row,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<long> closed = await session
            .ListAsync(
                _lockOthers,
                other => other.GetInt64(0),
                cancellationToken,
                Parameter.Long("id", row.Item.Id),
                Parameter.Long("decision", row.DecisionId)
            )
            .ConfigureAwait(false);
        var opened = new List<long>();
        foreach (long id in closed)
        {
            if (await TryOpenAsync(session, id, now, cancellationToken).ConfigureAwait(false))
            {
                opened.Add(id);
            }
        }

        return opened;
    }

    // Another item of the target and type may be added at this moment, which no condition sees: the index does, and the
    // savepoint keeps the transaction alive.
    private async Task<bool> TryOpenAsync(
        SqlSession session,
        long id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await session.ExecuteAsync("SAVEPOINT review_undo", cancellationToken).ConfigureAwait(false);
        try
        {
            await session
                .ExecuteAsync(Open, cancellationToken, Parameter.Long("id", id), Parameter.Time("now", now))
                .ConfigureAwait(false);
            return true;
        }
        catch (DbException failure) when (sql.IsDuplicate(failure))
        {
            await session.ExecuteAsync("ROLLBACK TO SAVEPOINT review_undo", cancellationToken).ConfigureAwait(false);
            return false;
        }
    }
}
