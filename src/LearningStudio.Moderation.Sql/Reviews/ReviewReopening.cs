using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

internal sealed partial class ReviewQueueRepository
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

    public Task ReopenAsync(
        string targetKind,
        long targetId,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    ) =>
        runner.RunTogetherAsync(
            async db =>
            {
                IReadOnlyList<long> open = await LockAsync(db, LockOpen, targetKind, targetId, cancellationToken)
                    .ConfigureAwait(false);
                foreach (long id in open)
                {
                    await ReplaceAsync(db, id, now, cancellationToken).ConfigureAwait(false);
                }

                return open.Count;
            },
            cancellationToken
        );

    private async Task ReplaceAsync(ForumDb db, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = DataParameter.Int64("old", id);
        await db.ExecuteAsync(Supersede, cancellationToken, old).ConfigureAwait(false);
        long fresh = await db.ExecuteAsync<long>(Replace, cancellationToken, old, store.Times.Parameter("now", now))
            .ConfigureAwait(false);
        foreach (string copy in new[] { CopyVotes, CopyCodes })
        {
            await db.ExecuteAsync(copy, cancellationToken, old, DataParameter.Int64("new", fresh))
                .ConfigureAwait(false);
        }

        await LogAsync(db, [id], new LogLine("reopen", null, now), cancellationToken).ConfigureAwait(false);
    }
}
