using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>Puts new items in the place of a target's open ones. Thread-safe.</summary>
internal sealed class ReviewReopening(ISqlDialect sql, ReviewLog log)
{
    private const string Supersede = "UPDATE review_items SET state = 'superseded', claimed_by = NULL WHERE id = @old";

    private const string Replace = """
        INSERT INTO review_items (target_kind, target_id, type, priority, weight, votes, spam_score, reasons,
          reported_user_id, reported_trust_level, created_at, vote_weight, cluster_id, stage, standing, due_at, available_at)
        SELECT target_kind, target_id, type, priority, weight, votes, spam_score, reasons, reported_user_id,
          reported_trust_level, created_at, vote_weight, cluster_id, CASE WHEN stage = 'waiting' THEN 'open' ELSE stage END,
          standing, due_at, @now
        FROM review_items WHERE id = @old
        RETURNING id
        """;

    private const string CopyVotes = """
        INSERT INTO review_votes (item_id, voter_id, weight, voted_at)
        SELECT @new, voter_id, weight, voted_at FROM review_votes WHERE item_id = @old
        """;

    private const string CopyCodes = """
        INSERT INTO review_signals (item_id, code) SELECT @new, code FROM review_signals WHERE item_id = @old
        """;

    private readonly string _lockOpen = $"""
        SELECT id FROM review_items WHERE state = 'pending' AND target_kind = @kind AND target_id = @target
        ORDER BY id{sql.ForUpdate}
        """;

    public async Task<int> ReopenAsync(
        SqlSession session,
        ReviewTarget target,
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
                Parameter.Long("target", target.Id)
            )
            .ConfigureAwait(false);
        foreach (long id in open)
        {
            await ReplaceAsync(session, id, now, cancellationToken).ConfigureAwait(false);
        }

        return open.Count;
    }

    private async Task ReplaceAsync(
        SqlSession session,
        long id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var old = Parameter.Long("old", id);
        await session.ExecuteAsync(Supersede, cancellationToken, old).ConfigureAwait(false);
        long? fresh = await session
            .FindLongAsync(Replace, cancellationToken, old, Parameter.Time("now", now))
            .ConfigureAwait(false);
        foreach (string copy in new[] { CopyVotes, CopyCodes })
        {
            await session
                .ExecuteAsync(copy, cancellationToken, old, Parameter.Long("new", fresh))
                .ConfigureAwait(false);
        }

        var line = new LogLine(ReviewAction.Reopen, ActorId: null, now);
        await log.WriteAsync(session, [id], line, cancellationToken).ConfigureAwait(false);
    }
}
