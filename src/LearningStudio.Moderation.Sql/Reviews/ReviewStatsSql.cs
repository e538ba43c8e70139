using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>What is asked about reviews of the past. Immutable and thread-safe.</summary>
internal sealed class ReviewStatsSql(ISqlDialect sql)
{
    public const string Reporter = """
        SELECT SUM(CASE WHEN v.voted_at >= @since THEN 1 ELSE 0 END),
          SUM(CASE WHEN i.state = 'rejected' THEN 1 ELSE 0 END), SUM(CASE WHEN i.state = 'approved' THEN 1 ELSE 0 END)
        FROM review_votes v JOIN review_items i ON i.id = v.item_id
        WHERE v.voter_id = @voter AND i.state <> 'superseded'
        """;

    public const string OpenBefore = """
        SELECT type, COUNT(*) FROM review_items
        WHERE created_at < @since AND (state = 'pending' OR decided_at >= @since) AND state <> 'superseded'
        GROUP BY type
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

    public string Statistics { get; } =
        $"""
            SELECT COUNT(*), SUM(CASE WHEN claimed_by IS NOT NULL AND available_at > @now THEN 1 ELSE 0 END),
              SUM(CASE WHEN stage = 'escalated' THEN 1 ELSE 0 END), SUM(CASE WHEN stage = 'waiting' THEN 1 ELSE 0 END),
              SUM(CASE WHEN due_at <= @now THEN 1 ELSE 0 END), SUM(CASE WHEN priority <= 2 THEN 1 ELSE 0 END),
              MAX({sql.SecondsBetween("created_at", "@now")})
            FROM review_items WHERE state = 'pending'
            """;

    public string Days { get; } =
        $"""
            SELECT day, type, SUM(created), SUM(approved), SUM(rejected) FROM (
              SELECT {sql.UtcDay(
                "created_at"
            )} AS day, type, 1 AS created, 0 AS approved, 0 AS rejected FROM review_items
              WHERE created_at >= @since AND state <> 'superseded'
              UNION ALL
              SELECT {sql.UtcDay("decided_at")}, type, 0, CASE WHEN state = 'approved' THEN 1 ELSE 0 END,
                CASE WHEN state = 'rejected' THEN 1 ELSE 0 END
              FROM review_items WHERE decided_at >= @since AND state <> 'superseded') AS changes
            GROUP BY day, type ORDER BY day, type
            """;

    // The nearest rank of a share p of n values is the p n-th, rounded up.
    public string Durations { get; } =
        $"""
            SELECT kind, MAX(total), MIN(CASE WHEN place >= (total * 50 + 99) / 100 THEN seconds END),
              MIN(CASE WHEN place >= (total * 90 + 99) / 100 THEN seconds END),
              MIN(CASE WHEN place >= (total * 99 + 99) / 100 THEN seconds END)
            FROM (
              SELECT kind, seconds, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY seconds) AS place,
                COUNT(*) OVER (PARTITION BY kind) AS total
              FROM (
                SELECT 'age' AS kind, {sql.SecondsBetween("created_at", "@now")} AS seconds
                FROM review_items WHERE state = 'pending'
                UNION ALL
                SELECT 'resolution', {sql.SecondsBetween("created_at", "decided_at")} FROM review_items
                WHERE decided_at >= @since AND state <> 'superseded') AS times) AS places
            GROUP BY kind
            """;

    public string Analytics { get; } =
        $"""
            SELECT type, state, COUNT(*), SUM(CASE WHEN created_at >= @since THEN 1 ELSE 0 END),
              SUM(CASE WHEN decided_at >= @since THEN 1 ELSE 0 END),
              COALESCE(SUM(CASE WHEN decided_at >= @since THEN {sql.SecondsBetween("created_at", "decided_at")} END), 0)
            FROM review_items
            WHERE (state = 'pending' OR created_at >= @since OR decided_at >= @since) AND state <> 'superseded'
            GROUP BY type, state
            """;
}
