using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.BulkLoad;

/// <summary>Takes every counter and last post from the rows themselves.</summary>
internal static class BulkCounterRebuild
{
    public static readonly Func<ISqlDialect, string> Sql = sql =>
        $"""
            UPDATE topics SET
              first_post_id = (
                SELECT p.id FROM posts p WHERE p.topic_id = topics.id ORDER BY p.created_at, p.id LIMIT 1),
              slug = COALESCE(slug, 'topic-' || id);
            {CounterRebuild.CountTopics};

            DELETE FROM forum_stats_delta;
            UPDATE forum_stats SET
              topic_count = COALESCE(c.topics, 0), post_count = COALESCE(c.posts, 0),
              last_post_id = p.id, last_post_at = p.created_at, last_topic_id = t.id, last_topic_title = t.title,
              last_author_id = p.author_id, last_author_name = COALESCE(u.display_name, p.author_name)
            FROM forums f
            LEFT JOIN (
              SELECT forum_id, COUNT(*) AS topics, SUM(post_count) AS posts
              FROM topics WHERE is_approved AND deleted_at IS NULL GROUP BY forum_id) c ON c.forum_id = f.id
            LEFT JOIN topics t ON t.id = (
              SELECT l.id FROM topics l
              WHERE l.forum_id = f.id AND l.is_approved AND l.deleted_at IS NULL AND l.last_post_id IS NOT NULL
              ORDER BY l.last_post_at DESC, l.last_post_id DESC LIMIT 1)
            LEFT JOIN posts p ON p.id = t.last_post_id
            LEFT JOIN users u ON u.id = p.author_id
            WHERE forum_stats.forum_id = f.id;

            DELETE FROM forum_daily;
            DELETE FROM site_daily;
            INSERT INTO forum_daily (day, forum_id, topics, posts)
            SELECT day, forum_id, SUM(topic), SUM(post) FROM (
              SELECT {sql.UtcDay("t.created_at")} AS day, t.forum_id, 1 AS topic, 0 AS post FROM topics t
              WHERE t.is_approved AND t.deleted_at IS NULL
              UNION ALL
              SELECT {sql.UtcDay("p.created_at")}, t.forum_id, 0, 1 FROM posts p JOIN topics t ON t.id = p.topic_id
              WHERE p.is_approved AND p.deleted_at IS NULL AND t.is_approved AND t.deleted_at IS NULL) AS made
            -- As they are read: rows of a day beside each other.
            GROUP BY day, forum_id ORDER BY day, forum_id;
            """;
}
