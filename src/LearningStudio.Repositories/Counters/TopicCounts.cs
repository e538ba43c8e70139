using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Writing;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

/// <summary>Locks topics, counts their posts, and puts what they hold into the ledger or takes it out.</summary>
internal sealed class TopicCounts(ForumDb db, ForumDatabase database, CounterLedger ledger)
{
    // Forums are not joined: a topic that was moved while this waited for its lock would be lost.
    private static readonly Func<ISqlDialect, string> Lock = sql =>
        $"""
            SELECT t.id, t.forum_id, (SELECT f.parent_id FROM forums f WHERE f.id = t.forum_id), t.first_post_id,
              t.is_approved, t.deleted_at, t.created_at
            FROM topics t WHERE t.id = @topic{sql.Lock("FOR NO KEY UPDATE")}
            """;

    private const string Count = """
        UPDATE topics SET
          post_count = post_count + @posts, reply_count = reply_count + @replies,
          last_post_id = (
            SELECT p.id FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL
            ORDER BY p.created_at DESC, p.id DESC LIMIT 1),
          last_post_at = COALESCE((
            SELECT p.created_at FROM posts p WHERE p.topic_id = topics.id AND p.is_approved AND p.deleted_at IS NULL
            ORDER BY p.created_at DESC, p.id DESC LIMIT 1), topics.created_at)
        WHERE id = @topic
        """;

    private static readonly Func<ISqlDialect, string> PostDays = sql =>
        $"""
            SELECT {sql.UtcDay("p.created_at")} AS day, COUNT(*) FROM posts p
            WHERE p.topic_id = @topic AND p.is_approved AND p.deleted_at IS NULL GROUP BY 1
            """;

    /// <summary>Locks a topic; null without it.</summary>
    public async Task<TopicPlace?> LockAsync(long topicId, CancellationToken cancellationToken)
    {
        List<TopicPlace> found = await db.QueryToListAsync(
                reader => new TopicPlace(
                    reader.GetInt64(0),
                    reader.GetInt64(1),
                    reader.IsDBNull(2) ? null : reader.GetInt64(2),
                    reader.IsDBNull(3) ? null : reader.GetInt64(3),
                    reader.GetBoolean(4) && reader.IsDBNull(5),
                    !reader.IsDBNull(5),
                    database.Times.Read(reader, 6)
                ),
                database.Sql(Lock),
                cancellationToken,
                Topic(topicId)
            )
            .ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    /// <summary>Counts posts of a topic that came or went.</summary>
    public Task<int> CountAsync(long topicId, int posts, int replies, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            Count,
            cancellationToken,
            Topic(topicId),
            DataParameter.Int32("posts", posts),
            DataParameter.Int32("replies", replies)
        );

    /// <summary>Takes a topic, if it is visible, out of its forum's counters, for a change that may hide or move it.</summary>
    public Task RemoveFromCountsAsync(TopicPlace topic, CancellationToken cancellationToken) =>
        CountInForumAsync(topic, -1, cancellationToken);

    /// <summary>Puts a topic, if it is visible after the change, into its forum's counters.</summary>
    public async Task AddToCountsAsync(long topicId, CancellationToken cancellationToken)
    {
        TopicPlace? topic = await LockAsync(topicId, cancellationToken).ConfigureAwait(false);
        await CountInForumAsync(topic!, 1, cancellationToken).ConfigureAwait(false);
    }

    private async Task CountInForumAsync(TopicPlace topic, int sign, CancellationToken cancellationToken)
    {
        if (!topic.IsVisible)
        {
            return;
        }

        ForumChange forum = ledger.For(topic.ForumId);
        forum.LastPostInvalidated = true;
        forum.Add(EpochDay.FromTime(topic.CreatedAt), topics: sign, posts: 0);
        List<(DateOnly Day, int Posts)> days = await db.QueryToListAsync(
                reader => (EpochDay.Read(reader, 0), reader.GetInt32(1)),
                database.Sql(PostDays),
                cancellationToken,
                Topic(topic.Id)
            )
            .ConfigureAwait(false);
        foreach ((DateOnly day, int posts) in days)
        {
            forum.Add(day, topics: 0, sign * posts);
        }
    }

    private static DataParameter Topic(long id) => DataParameter.Int64("topic", id);
}
