namespace LearningStudio.Repositories.Queries;

/// <summary>What is asked about reviews of the past.</summary>
internal static class RecordSql
{
    public const string LogOfEntry = """
        SELECT id, item_id, acted_at, actor_id, action, state, fence, note, bulk_key, subject_id, handled
        FROM review_log WHERE item_id = @id ORDER BY id LIMIT 1000
        """;

    public const string Reporter = """
        SELECT SUM(CASE WHEN v.voted_at >= @since THEN 1 ELSE 0 END),
          SUM(CASE WHEN i.state = 'rejected' THEN 1 ELSE 0 END), SUM(CASE WHEN i.state = 'approved' THEN 1 ELSE 0 END)
        FROM review_votes v JOIN review_items i ON i.id = v.item_id
        WHERE v.voter_id = @voter AND i.state <> 'superseded'
        """;

    public const string Statistics = """
        SELECT COUNT(*), SUM(CASE WHEN claimed_by IS NOT NULL AND available_at > @now THEN 1 ELSE 0 END),
          SUM(CASE WHEN stage = 'escalated' THEN 1 ELSE 0 END), SUM(CASE WHEN stage = 'waiting' THEN 1 ELSE 0 END),
          SUM(CASE WHEN due_at <= @now THEN 1 ELSE 0 END), SUM(CASE WHEN priority <= 2 THEN 1 ELSE 0 END),
          MAX(seconds_between(created_at, @now))
        FROM review_items WHERE state = 'pending'
        """;

    public const string PendingBefore = """
        SELECT type, COUNT(*) FROM review_items
        WHERE created_at < @moment AND (state = 'pending' OR decided_at >= @moment) AND state <> 'superseded'
        GROUP BY type
        """;

    public const string Days = """
        SELECT day, type, SUM(created), SUM(approved), SUM(rejected) FROM (
          SELECT utc_day(created_at) AS day, type, 1 AS created, 0 AS approved, 0 AS rejected FROM review_items
          WHERE created_at >= @since AND state <> 'superseded'
          UNION ALL
          SELECT utc_day(decided_at), type, 0, CASE WHEN state = 'approved' THEN 1 ELSE 0 END,
            CASE WHEN state = 'rejected' THEN 1 ELSE 0 END
          FROM review_items WHERE decided_at >= @since AND state <> 'superseded') AS changes
        GROUP BY day, type ORDER BY day, type
        """;

    // The nearest rank of a share p of n values is the p n-th, rounded up.
    public const string Durations = """
        SELECT kind, MAX(total), MIN(CASE WHEN place >= (total * 50 + 99) / 100 THEN seconds END),
          MIN(CASE WHEN place >= (total * 90 + 99) / 100 THEN seconds END),
          MIN(CASE WHEN place >= (total * 99 + 99) / 100 THEN seconds END)
        FROM (
          SELECT kind, seconds, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY seconds) AS place,
            COUNT(*) OVER (PARTITION BY kind) AS total
          FROM (
            SELECT 'age' AS kind, seconds_between(created_at, @now) AS seconds FROM review_items WHERE state = 'pending'
            UNION ALL
            SELECT 'resolution', seconds_between(created_at, decided_at) FROM review_items
            WHERE decided_at >= @since AND state <> 'superseded') AS times) AS places
        GROUP BY kind
        """;

    public const string Moderators = """
        SELECT moderator, SUM(decided), MIN(CASE WHEN place >= (timed * 50 + 99) / 100 THEN handled END), SUM(reversed),
          SUM(skipped)
        FROM (
          SELECT actor_id AS moderator, CASE WHEN action IN ('approve', 'reject') THEN 1 ELSE 0 END AS decided, handled,
            ROW_NUMBER() OVER (PARTITION BY actor_id, handled IS NULL ORDER BY handled) AS place,
            COUNT(handled) OVER (PARTITION BY actor_id) AS timed,
            0 AS reversed, CASE WHEN action = 'skip' THEN 1 ELSE 0 END AS skipped
          FROM review_log WHERE acted_at >= @since AND actor_id IS NOT NULL
          UNION ALL
          SELECT subject_id, 0, NULL, 0, 0, 1, 0 FROM review_log WHERE acted_at >= @since AND subject_id IS NOT NULL) AS acts
        GROUP BY moderator ORDER BY moderator
        """;

    public const string Rules = """
        SELECT s.code, SUM(CASE WHEN i.state = 'approved' THEN 1 ELSE 0 END),
          SUM(CASE WHEN i.state = 'rejected' THEN 1 ELSE 0 END)
        FROM review_items i JOIN review_signals s ON s.item_id = i.id
        WHERE i.decided_at >= @since AND i.state <> 'superseded'
        GROUP BY s.code ORDER BY COUNT(*) DESC, s.code LIMIT 200
        """;

    public const string Reporters = """
        SELECT v.voter_id, SUM(CASE WHEN i.state = 'approved' THEN 1 ELSE 0 END),
          SUM(CASE WHEN i.state = 'rejected' THEN 1 ELSE 0 END)
        FROM review_items i JOIN review_votes v ON v.item_id = i.id
        WHERE i.decided_at >= @since AND i.state <> 'superseded'
        GROUP BY v.voter_id ORDER BY COUNT(*) DESC, v.voter_id LIMIT 200
        """;

    public const string DeleteEntries = """
        DELETE FROM review_items WHERE state <> 'pending' AND COALESCE(decided_at, created_at) < @before
        """;

    // 5 points for each trust level that the user lacks to 4 are in the weight already: only what changed is added.
    public const string Recompute = """
        UPDATE review_items SET reported_trust_level = fresh.trust, weight = fresh.weight, standing = fresh.standing
        FROM (
          SELECT id AS entry, trust, weight, CAST(ROUND((125 - 25 * priority + weight + 10 * vote_weight) * 7200000
            - 1000 * seconds_between(@epoch, created_at)) AS bigint) AS standing
          FROM (
            SELECT i.id, i.priority, i.vote_weight, i.created_at, COALESCE(u.trust_level, i.reported_trust_level) AS trust,
              i.weight + 5 * (COALESCE(i.reported_trust_level, 0) - COALESCE(u.trust_level, i.reported_trust_level, 0))
                AS weight
            FROM review_items i LEFT JOIN users u ON u.id = i.reported_user_id
            WHERE i.state = 'pending') AS parts) AS fresh
        WHERE id = fresh.entry AND review_items.state = 'pending' AND review_items.standing <> fresh.standing
        """;
}
