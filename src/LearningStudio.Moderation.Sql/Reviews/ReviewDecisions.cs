using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: a decision and its line in the log are one transaction.
/// <summary>Does what moderators decide about items and targets. Thread-safe.</summary>
internal sealed class ReviewDecisions
{
    private const string Skip = """
        INSERT INTO review_skips (item_id, moderator_id) VALUES (@id, @moderator) ON CONFLICT DO NOTHING
        """;

    private readonly ISqlDialect _sql;
    private readonly ReviewLog _log;
    private readonly string _step;
    private readonly string _lockOpen;
    private readonly string _decide;
    private readonly string _closedBy;

    public ReviewDecisions(ISqlDialect sql, RelatedItems related, ReviewLog log)
    {
        (_sql, _log) = (sql, log);
        _step = $"""
            UPDATE review_items SET state = @state, stage = COALESCE(@stage, stage), available_at = @available,
              claimed_by = NULL, decided_at = CASE WHEN @closes THEN @now END,
              decided_by = CASE WHEN @closes THEN @moderator END, decision_id = CASE WHEN @closes THEN id END
            WHERE {ReviewClaims.Held}
              AND (@lead OR (stage <> 'escalated' AND (NOT @closes OR NOT {related.Exist("o.stage = 'escalated'")})))
            """;
        _lockOpen = $"""
            SELECT id FROM review_items WHERE state = 'pending' AND target_kind = @kind AND target_id = @target
              AND (@lead OR stage <> 'escalated')
              AND NOT (@spares AND claimed_by IS NOT NULL AND claimed_by <> @moderator AND available_at > @now)
            ORDER BY id{sql.ForUpdate}
            """;
        _decide = $"""
            UPDATE review_items SET state = @state, decided_at = @now, decided_by = @moderator, claimed_by = NULL,
              decision_id = COALESCE(@decision, {related.First(sql, "@ids")})
            WHERE {sql.IsIn("id", "@ids")} AND state = 'pending'
            """;
        _closedBy = $"""
            SELECT id FROM review_items
            WHERE {sql.IsIn("decision_id", "@ids")} AND decision_id IS NOT NULL AND decided_at IS NOT NULL
            ORDER BY id
            """;
    }

    /// <summary>Does what the holder of an item decided.</summary>
    public async Task<ReviewOutcome> DecideAsync(
        SqlSession session,
        ReviewActionRequest action,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        (ReviewState state, ReviewStage? stage) = ResultOf(action.Action);
        bool closes = state != ReviewState.Pending;
        Parameter[] lease = ReviewClaims.Parameters(action.Lease);
        int changed = await session
            .ExecuteAsync(
                _step,
                cancellationToken,
                [
                    .. lease,
                    Parameter.Text("state", StoredCodes.States[state]),
                    Parameter.Text("stage", stage is { } waits ? StoredCodes.Stages[waits] : null),
                    Parameter.Time("available", stage == ReviewStage.Waiting ? now + action.Wait : now),
                    Parameter.Time("now", now),
                    Parameter.Bool("closes", closes),
                    Parameter.Bool("lead", action.Lease.IsLead),
                ]
            )
            .ConfigureAwait(false);
        if (changed == 0)
        {
            return
                await ReviewTable.FindAsync(session, action.Lease.ItemId, cancellationToken).ConfigureAwait(false)
                    is null
                ? ReviewOutcome.NotFound
                : ReviewOutcome.Conflict;
        }

        if (action.Action == ReviewAction.Skip)
        {
            await session.ExecuteAsync(Skip, cancellationToken, lease).ConfigureAwait(false);
        }

        var line = new LogLine(action.Action, action.Lease.ModeratorId, now, action.Note, IsHandled: closes);
        await _log.WriteAsync(session, [action.Lease.ItemId], line, cancellationToken).ConfigureAwait(false);
        return ReviewOutcome.Done;
    }

    /// <summary>Decides the open items of a target.</summary>
    public async Task<int> DecideAsync(
        SqlSession session,
        ReviewTarget target,
        ReviewDecision decision,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        List<long> open = await session
            .ListAsync(
                _lockOpen,
                row => row.GetInt64(0),
                cancellationToken,
                Parameter.Text("kind", StoredCodes.Kinds[target.Kind]),
                Parameter.Long("target", target.Id),
                Parameter.Long("moderator", decision.ModeratorId),
                Parameter.Bool("lead", decision.IsLead),
                Parameter.Bool("spares", decision.SparesHeld),
                Parameter.Time("now", now)
            )
            .ConfigureAwait(false);
        if (open.Count > 0)
        {
            await CloseAsync(session, open, decision, LineOf(decision, now), cancellationToken).ConfigureAwait(false);
        }

        return open.Count;
    }

    /// <summary>Closes items that are locked, and writes that to the log.</summary>
    public async Task CloseAsync(
        SqlSession session,
        IReadOnlyCollection<long> ids,
        ReviewDecision decision,
        LogLine line,
        CancellationToken cancellationToken
    )
    {
        ReviewState state = decision.IsApproved ? ReviewState.Approved : ReviewState.Rejected;
        await session
            .ExecuteAsync(
                _decide,
                cancellationToken,
                Parameter.Text("ids", _sql.Set(ids)),
                Parameter.Text("state", StoredCodes.States[state]),
                Parameter.Time("now", line.At),
                Parameter.Long("moderator", decision.ModeratorId),
                Parameter.Long("decision", decision.DecisionId)
            )
            .ConfigureAwait(false);
        await _log.WriteAsync(session, ids, line, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the items that decisions closed.</summary>
    public Task<List<long>> ClosedByAsync(
        SqlSession session,
        IReadOnlyCollection<long> decisionIds,
        CancellationToken cancellationToken
    ) =>
        session.ListAsync(
            _closedBy,
            row => row.GetInt64(0),
            cancellationToken,
            Parameter.Text("ids", _sql.Set(decisionIds))
        );

    /// <summary>The line that a decision leaves in the log.</summary>
    public static LogLine LineOf(ReviewDecision decision, DateTimeOffset now) =>
        new(decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject, decision.ModeratorId, now);

    private static (ReviewState State, ReviewStage? Stage) ResultOf(ReviewAction action) =>
        action switch
        {
            ReviewAction.Approve => (ReviewState.Approved, null),
            ReviewAction.Reject => (ReviewState.Rejected, null),
            ReviewAction.Escalate => (ReviewState.Pending, ReviewStage.Escalated),
            ReviewAction.AskForInfo => (ReviewState.Pending, ReviewStage.Waiting),
            ReviewAction.Skip => (ReviewState.Pending, null),
            _ => throw new ArgumentException($"A holder cannot {action} an item.", nameof(action)),
        };
}
