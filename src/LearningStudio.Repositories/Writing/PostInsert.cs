using System.Data.Common;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

/// <summary>Stores a post and counts it in its topic, which stays locked until the end of the unit.</summary>
internal sealed class PostInsert(ForumDb db, ForumDatabase database)
{
    // Forums are not joined: a topic that was moved while this waited for its lock would be lost.
    private const string Place = """
        SELECT t.id, t.forum_id, (SELECT f.parent_id FROM forums f WHERE f.id = t.forum_id) AS parent_id, t.title,
          t.is_approved AND t.deleted_at IS NULL AS is_visible
        FROM topics t
        WHERE t.id = @topic
          AND (@reply IS NULL OR EXISTS (SELECT 1 FROM posts r WHERE r.id = @reply AND r.topic_id = t.id))
        """;

    private const string Insert = """
        INSERT INTO posts (topic_id, forum_id, author_id, reply_to_id, body, created_at, is_approved)
        """;

    private const string Count = """
        UPDATE topics SET
          post_count = post_count + 1,
          reply_count = reply_count + CASE WHEN @reply IS NULL THEN 1 ELSE 0 END,
          last_post_id = CASE WHEN last_post_id IS NULL OR (last_post_at, last_post_id) < (@at, new.id) THEN new.id ELSE last_post_id END,
          last_post_at = CASE WHEN last_post_id IS NULL OR (last_post_at, last_post_id) < (@at, new.id) THEN @at ELSE last_post_at END
        """;

    private const string Note = """
        INSERT INTO forum_stats_delta (forum_id, day, topics, posts) SELECT forum_id, @day, 0, 1
        FROM place WHERE is_visible AND @approved
        """;

    // One round trip.
    private const string PostgreSql = $"""
        WITH {Stored}
        {Result}
        """;

    private const string Deferred = $"""
        WITH {Stored},
        noted AS ({Note})
        {Result}
        """;

    private const string Stored = $"""
        place AS ({Place} FOR NO KEY UPDATE),
        new AS ({Insert}
          SELECT id, forum_id, @author, @reply, @body, @at, @approved FROM place RETURNING id),
        counted AS ({Count}
          FROM new WHERE topics.id = @topic AND @approved)
        """;

    private const string Result = """
        SELECT new.id, place.forum_id, place.parent_id, place.title, place.is_visible, u.display_name
        FROM new CROSS JOIN place LEFT JOIN users u ON u.id = @author
        """;

    // No trips to save, and no writes within a query.
    private const string Sqlite = $"""
        {Insert}
        SELECT id, forum_id, @author, @reply, @body, @at, @approved FROM ({Place}) RETURNING id
        """;

    private const string SqliteCount = $"""
        {Count}
        FROM (SELECT @post AS id) AS new WHERE topics.id = @topic AND @approved;
        """;

    private const string SqlitePlace = """
        SELECT @post, t.forum_id, f.parent_id, t.title, t.is_approved AND t.deleted_at IS NULL,
          (SELECT u.display_name FROM users u WHERE u.id = @author)
        FROM topics t JOIN forums f ON f.id = t.forum_id WHERE t.id = @topic
        """;

    /// <summary>Whether it notes what counts in the forum, so that nothing is left to be counted.</summary>
    public bool Notes => database is { Options.Counters: CounterMode.Deferred, Dialect: PostgreSqlDialect };

    /// <summary>Stores it; null where the topic, or the post commented on in it, does not exist.</summary>
    public async Task<StoredPost?> RunAsync(NewPost post, CancellationToken cancellationToken)
    {
        DataParameter[] parameters =
        [
            DataParameter.Int64("topic", post.TopicId),
            new("author", post.AuthorId, DataType.Int64),
            new("reply", post.ReplyToId, DataType.Int64),
            DataParameter.NVarChar("body", database.Dialect.Text(post.Body)),
            database.Times.Parameter("at", post.CreatedAt),
            DataParameter.Boolean("approved", !post.IsHeld),
        ];
        string sql = PostgreSql;
        if (Notes)
        {
            parameters = [.. parameters, database.Dialect.Day("day", EpochDay.FromTime(post.CreatedAt))];
            sql = Deferred;
        }
        else if (database.Dialect is SqliteDialect)
        {
            long? id = await db.ExecuteAsync<long?>(Sqlite, cancellationToken, parameters).ConfigureAwait(false);
            if (id is null)
            {
                return null;
            }

            parameters = [.. parameters, DataParameter.Int64("post", id.Value)];
            sql = SqliteCount + SqlitePlace;
        }

        List<StoredPost> stored = await db.QueryToListAsync(Read, sql, cancellationToken, parameters)
            .ConfigureAwait(false);
        return stored.SingleOrDefault();
    }

    private static StoredPost Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.IsDBNull(2) ? null : row.GetInt64(2),
            row.GetString(3),
            row.GetBoolean(4),
            row.IsDBNull(5) ? null : row.GetString(5)
        );
}
