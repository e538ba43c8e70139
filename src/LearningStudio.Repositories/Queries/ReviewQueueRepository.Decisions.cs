using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

// Rule: a decision and its line in the log are one transaction.
internal sealed partial class ReviewQueueRepository
{
    private readonly string _step = $"""
        UPDATE review_items SET state = @state, stage = COALESCE(@stage, stage), available_at = @available,
          claimed_by = NULL, decided_at = CASE WHEN @closes THEN @now END, decided_by = CASE WHEN @closes THEN @moderator END,
          decision_id = CASE WHEN @closes THEN id END
        WHERE {Held}
          AND (@lead OR (stage <> 'escalated' AND (NOT @closes OR NOT {EntriesBeside.Exist(
            store,
            "o.stage = 'escalated'"
        )})))
        """;

    private const string Skip = """
        INSERT INTO review_skips (item_id, moderator_id) VALUES (@id, @moderator) ON CONFLICT DO NOTHING
        """;

    private const string LockOpen = """
        SELECT id FROM review_items WHERE state = 'pending' AND target_kind = @kind AND target_id = @target
        ORDER BY id /* lock */ FOR NO KEY UPDATE
        """;

    private const string LockDecided = """
        SELECT id FROM review_items WHERE state = 'pending' AND target_kind = @kind AND target_id = @target
          AND (@lead OR stage <> 'escalated')
          AND NOT (@spares AND claimed_by IS NOT NULL AND claimed_by <> @moderator AND available_at > @now)
        ORDER BY id /* lock */ FOR NO KEY UPDATE
        """;

    private readonly string _decide = $"""
        UPDATE review_items SET state = @state, decided_at = @now, decided_by = @moderator, claimed_by = NULL,
          decision_id = COALESCE(@decision, {EntriesBeside.First(store, "is_in(o.id, @ids)")})
        WHERE is_in(id, @ids) AND state = 'pending'
        """;

    private const string Log = """
        INSERT INTO review_log (item_id, acted_at, actor_id, action, state, fence, note, bulk_key, subject_id, handled)
        SELECT id, @now, @actor, @action, state, fence, @note, @bulk, @subject,
          CASE WHEN @handled THEN seconds_between(claimed_at, @now) END
        FROM review_items WHERE is_in(id, @ids) ORDER BY id
        """;

    public Task<QueueOutcome> StepAsync(QueueStep action, CancellationToken cancellationToken = default)
    {
        bool closes = !string.Equals(action.State, Pending, StringComparison.Ordinal);
        DataParameter[] lease = Parameters(action.Lease);
        DataParameter[] parameters =
        [
            .. lease,
            DataParameter.NVarChar("state", action.State),
            new DataParameter("stage", action.Stage, DataType.NVarChar),
            store.Times.Parameter("available", action.AvailableAt),
            store.Times.Parameter("now", action.Now),
            DataParameter.Boolean("closes", closes),
            DataParameter.Boolean("lead", action.IsLead),
        ];
        var log = new LogLine(action.Action, action.Lease.ModeratorId, action.Now, action.Note, IsHandled: closes);
        return runner.RunTogetherAsync(
            async db =>
            {
                if (await db.ExecuteAsync(_step, cancellationToken, parameters).ConfigureAwait(false) == 0)
                {
                    return await EntriesAsync(db, Find, cancellationToken, lease[0]).ConfigureAwait(false) is []
                        ? QueueOutcome.NotFound
                        : QueueOutcome.Conflict;
                }

                if (string.Equals(action.Action, "skip", StringComparison.Ordinal))
                {
                    await db.ExecuteAsync(Skip, cancellationToken, lease[0], lease[1]).ConfigureAwait(false);
                }

                await LogAsync(db, [action.Lease.EntryId], log, cancellationToken).ConfigureAwait(false);
                return QueueOutcome.Done;
            },
            cancellationToken
        );
    }

    public Task<int> DecideAsync(
        string targetKind,
        long targetId,
        QueueDecision decision,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunTogetherAsync(
            async db =>
            {
                IReadOnlyList<long> open = await LockAsync(
                        db,
                        LockDecided,
                        targetKind,
                        targetId,
                        cancellationToken,
                        DataParameter.Int64("moderator", decision.DecidedBy),
                        DataParameter.Boolean("lead", decision.IsLead),
                        DataParameter.Boolean("spares", decision.SparesHeld),
                        store.Times.Parameter("now", decision.DecidedAt)
                    )
                    .ConfigureAwait(false);
                if (open.Count > 0)
                {
                    var log = new LogLine(ActionOf(decision), decision.DecidedBy, decision.DecidedAt);
                    await DecideAsync(db, open, decision, log, cancellationToken).ConfigureAwait(false);
                }

                return open.Count;
            },
            cancellationToken
        );

    private async Task<IReadOnlyList<long>> LockAsync(
        ForumDb db,
        string sql,
        string targetKind,
        long targetId,
        CancellationToken cancellationToken,
        params DataParameter[] parameters
    ) =>
        await db.QueryToListAsync(
                row => row.GetInt64(0),
                store.Sql(sql),
                cancellationToken,
                [DataParameter.NVarChar("kind", targetKind), DataParameter.Int64("target", targetId), .. parameters]
            )
            .ConfigureAwait(false);

    private async Task DecideAsync(
        ForumDb db,
        IReadOnlyCollection<long> ids,
        QueueDecision decision,
        LogLine log,
        CancellationToken cancellationToken
    )
    {
        await db.ExecuteAsync(
                store.Sql(_decide),
                cancellationToken,
                DataParameter.NVarChar("ids", store.Set(ids)),
                DataParameter.NVarChar("state", decision.State),
                store.Times.Parameter("now", decision.DecidedAt),
                DataParameter.Int64("moderator", decision.DecidedBy),
                new DataParameter("decision", decision.DecisionId, DataType.Int64)
            )
            .ConfigureAwait(false);
        await LogAsync(db, ids, log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a line for each entry, with the state that it has by now.</summary>
    private Task<int> LogAsync(
        ForumDb db,
        IReadOnlyCollection<long> ids,
        LogLine line,
        CancellationToken cancellationToken
    ) =>
        db.ExecuteAsync(
            store.Sql(Log),
            cancellationToken,
            DataParameter.NVarChar("ids", store.Set(ids)),
            store.Times.Parameter("now", line.At),
            new DataParameter("actor", line.ActorId, DataType.Int64),
            DataParameter.NVarChar("action", line.Action),
            new DataParameter("note", line.Note is { } note ? store.Dialect.Text(note) : null, DataType.NVarChar),
            new DataParameter("bulk", line.BulkKey is { } key ? store.Dialect.Text(key) : null, DataType.NVarChar),
            new DataParameter("subject", line.SubjectId, DataType.Int64),
            DataParameter.Boolean("handled", line.IsHandled)
        );

    private static string ActionOf(QueueDecision decision) =>
        string.Equals(decision.State, "approved", StringComparison.Ordinal) ? "approve" : "reject";

    private sealed record LogLine(
        string Action,
        long? ActorId,
        DateTimeOffset At,
        string? Note = null,
        string? BulkKey = null,
        long? SubjectId = null,
        bool IsHandled = false
    );
}
