using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

/// <summary>Compares stored counters with the rows: one statement, and so one snapshot.</summary>
internal static class CounterAudit
{
    private static readonly Func<ISqlDialect, string> Differences = sql =>
        $"""
            WITH seen AS (
              SELECT p.id, p.topic_id, p.reply_to_id, p.created_at FROM posts p WHERE p.is_approved AND p.deleted_at IS NULL),
            topic AS (
              SELECT t.id, t.forum_id, t.created_at, t.is_approved AND t.deleted_at IS NULL AS is_seen,
                t.post_count, t.reply_count, t.last_post_id,
                COUNT(s.id) AS posts,
                SUM(CASE WHEN s.id IS NOT NULL AND s.reply_to_id IS NULL AND s.id <> t.first_post_id THEN 1 ELSE 0 END) AS replies,
                (SELECT l.id FROM posts l WHERE l.topic_id = t.id AND l.is_approved AND l.deleted_at IS NULL
                  ORDER BY l.created_at DESC, l.id DESC LIMIT 1) AS last
              FROM topics t LEFT JOIN seen s ON s.topic_id = t.id
              GROUP BY t.id, t.forum_id, t.created_at, t.is_approved, t.deleted_at, t.post_count, t.reply_count, t.last_post_id),
            delta AS (
              SELECT forum_id, day, SUM(topics) AS topics, SUM(posts) AS posts FROM forum_stats_delta GROUP BY forum_id, day),
            forum AS (
              SELECT f.forum_id AS id, f.last_post_id,
                f.topic_count + COALESCE((SELECT SUM(d.topics) FROM delta d WHERE d.forum_id = f.forum_id), 0) AS topic_count,
                f.post_count + COALESCE((SELECT SUM(d.posts) FROM delta d WHERE d.forum_id = f.forum_id), 0) AS post_count,
                (SELECT COUNT(*) FROM topic t WHERE t.forum_id = f.forum_id AND t.is_seen) AS topics,
                (SELECT COALESCE(SUM(t.posts), 0) FROM topic t WHERE t.forum_id = f.forum_id AND t.is_seen) AS posts,
                CASE WHEN EXISTS (SELECT 1 FROM delta d WHERE d.forum_id = f.forum_id) THEN f.last_post_id ELSE (
                  SELECT s.id FROM seen s JOIN topic t ON t.id = s.topic_id WHERE t.forum_id = f.forum_id AND t.is_seen
                  ORDER BY s.created_at DESC, s.id DESC LIMIT 1) END AS last
              FROM forum_stats f),
            day AS (
              SELECT forum_id, day, SUM(stored_topics) AS stored_topics, SUM(stored_posts) AS stored_posts,
                SUM(topics) AS topics, SUM(posts) AS posts
              FROM (
                SELECT forum_id, day, topics AS stored_topics, posts AS stored_posts, 0 AS topics, 0 AS posts FROM forum_daily
                UNION ALL SELECT forum_id, day, topics, posts, 0, 0 FROM delta
                UNION ALL SELECT t.forum_id, {sql.UtcDay("t.created_at")}, 0, 0, 1, 0 FROM topic t WHERE t.is_seen
                UNION ALL SELECT t.forum_id, {sql.UtcDay("s.created_at")}, 0, 0, 0, 1
                  FROM seen s JOIN topic t ON t.id = s.topic_id WHERE t.is_seen) AS made
              GROUP BY forum_id, day)
            SELECT counter, id, day, stored, counted FROM (
              SELECT 'forum_daily.topics' AS counter, forum_id AS id, day, stored_topics AS stored, topics AS counted FROM day
              UNION ALL SELECT 'topics.post_count', id, NULL, post_count, posts FROM topic
              UNION ALL SELECT 'topics.reply_count', id, NULL, reply_count, replies FROM topic
              UNION ALL SELECT 'topics.last_post_id', id, NULL, last_post_id, last FROM topic
              UNION ALL SELECT 'forum_stats.topic_count', id, NULL, topic_count, topics FROM forum
              UNION ALL SELECT 'forum_stats.post_count', id, NULL, post_count, posts FROM forum
              UNION ALL SELECT 'forum_stats.last_post_id', id, NULL, last_post_id, last FROM forum
              UNION ALL SELECT 'forum_daily.posts', forum_id, day, stored_posts, posts FROM day) AS counters
            WHERE COALESCE(stored, -1) <> COALESCE(counted, -1)
            ORDER BY counter, id, day LIMIT 1000
            """;

    public static async Task<IReadOnlyList<CounterDrift>> FindAsync(
        ForumDb db,
        ForumDatabase database,
        CancellationToken cancellationToken
    ) =>
        await db.QueryToListAsync(
                row => new CounterDrift
                {
                    Counter = row.GetString(0),
                    Id = row.GetInt64(1),
                    Day = row.IsDBNull(2) ? null : EpochDay.Read(row, 2),
                    Stored = row.IsDBNull(3) ? null : row.GetInt64(3),
                    Counted = row.IsDBNull(4) ? null : row.GetInt64(4),
                },
                database.Sql(Differences),
                cancellationToken
            )
            .ConfigureAwait(false);
}
