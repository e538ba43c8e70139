using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

// Rule: topics are locked while they are counted, and units that change their posts wait. A forum is counted under a lock
//   of the days' table that its writers need too: all that committed is seen, and whoever writes later adds to the result.
//   The two never happen in one transaction, since writers take these locks in the other order.
/// <summary>Counts topics and forums anew.</summary>
internal sealed class CounterRebuild(ForumDatabase database)
{
    private const int ChunkSize = 500;

    private static readonly Func<ISqlDialect, string> Chunk = sql =>
        $"""
            SELECT t.id FROM topics t WHERE t.forum_id = @forum AND t.id > @from
            ORDER BY t.id LIMIT @limit{sql.Lock("FOR NO KEY UPDATE")}
            """;

    /// <summary>Counts all topics from their posts; a condition may follow. Each has to know its first post.</summary>
    public const string CountTopics = """
        UPDATE topics SET
          post_count = (SELECT COUNT(*) FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL),
          reply_count = (
            SELECT COUNT(*) FROM posts p
            WHERE p.topic_id = topics.id AND p.reply_to_id IS NULL AND p.is_approved AND p.deleted_at IS NULL
              AND p.id <> topics.first_post_id),
          last_post_id = (
            SELECT p.id FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL
            ORDER BY p.created_at DESC, p.id DESC LIMIT 1),
          last_post_at = COALESCE((
            SELECT MAX(p.created_at) FROM posts p
            WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL), topics.created_at)
        """;

    // Only those that are locked: a topic that was moved here meanwhile may be changed at this moment.
    private static readonly Func<ISqlDialect, string> Topics = sql =>
        $"""
            UPDATE topics SET
              first_post_id = COALESCE(first_post_id, (
                SELECT p.id FROM posts p WHERE p.topic_id = topics.id ORDER BY p.created_at, p.id LIMIT 1))
            WHERE {sql.IsIn("id", "@ids")};
            {CountTopics}
            WHERE {sql.IsIn("id", "@ids")}
            """;

    private const string LockDays = "LOCK TABLE forum_stats_delta, forum_daily IN SHARE ROW EXCLUSIVE MODE;\n";

    private static readonly Func<ISqlDialect, string> Forum = sql =>
        $"""
            DELETE FROM forum_stats_delta WHERE forum_id = @forum;
            DELETE FROM forum_daily WHERE forum_id = @forum;
            INSERT INTO forum_daily (day, forum_id, topics, posts)
            SELECT day, @forum, SUM(topic), SUM(post) FROM (
              SELECT {sql.UtcDay("t.created_at")} AS day, 1 AS topic, 0 AS post FROM topics t
              WHERE t.forum_id = @forum AND t.is_approved AND t.deleted_at IS NULL
              UNION ALL
              SELECT {sql.UtcDay("p.created_at")}, 0, 1 FROM topics t JOIN posts p ON p.topic_id = t.id
              WHERE t.forum_id = @forum AND t.is_approved AND t.deleted_at IS NULL
                AND p.is_approved AND p.deleted_at IS NULL) AS made
            GROUP BY day;
            DELETE FROM site_daily WHERE day NOT IN (SELECT d.day FROM forum_daily d);
            UPDATE forum_stats SET
              topic_count = (
                SELECT COUNT(*) FROM topics t WHERE t.forum_id = @forum AND t.is_approved AND t.deleted_at IS NULL),
              post_count = (
                SELECT COALESCE(SUM(t.post_count), 0) FROM topics t
                WHERE t.forum_id = @forum AND t.is_approved AND t.deleted_at IS NULL)
            WHERE forum_id = @forum;
            """;

    private static readonly Func<ISqlDialect, string> CountForum = sql =>
        LastPosts.Lock(sql) + Forum(sql) + LastPosts.Find;

    public static async Task<IReadOnlyList<long>> ForumsAsync(ForumDb db, CancellationToken cancellationToken) =>
        await db.QueryToListAsync(row => row.GetInt64(0), "SELECT id FROM forums ORDER BY id", cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Counts a forum's next topics after one.</summary>
    /// <returns>The last of them; null where none is left.</returns>
    public async Task<long?> TopicsAsync(ForumDb db, long forum, long from, CancellationToken cancellationToken)
    {
        List<long> topics = await db.QueryToListAsync(
                row => row.GetInt64(0),
                database.Sql(Chunk),
                cancellationToken,
                DataParameter.Int64("forum", forum),
                DataParameter.Int64("from", from),
                DataParameter.Int32("limit", ChunkSize)
            )
            .ConfigureAwait(false);
        if (topics.Count == 0)
        {
            return null;
        }

        await db.ExecuteAsync(
                database.Sql(Topics),
                cancellationToken,
                DataParameter.NVarChar("ids", database.Dialect.Set(topics))
            )
            .ConfigureAwait(false);
        return topics.Count < ChunkSize ? null : topics[^1];
    }

    /// <summary>Counts a forum from its topics.</summary>
    public async Task<int> ForumAsync(ForumDb db, long forum, CancellationToken cancellationToken)
    {
        if (database.Dialect is PostgreSqlDialect)
        {
            await db.ExecuteAsync(LockDays, cancellationToken).ConfigureAwait(false);
        }

        return await db.ExecuteAsync(database.Sql(CountForum), cancellationToken, DataParameter.Int64("forum", forum))
            .ConfigureAwait(false);
    }
}
