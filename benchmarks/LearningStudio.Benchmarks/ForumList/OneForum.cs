using LearningStudio.Repositories;
using LinqToDB.Data;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>
/// One forum as the old services read it, in four statements: its newest topic with posters, the forum itself, the posts
/// since a moment, and the users online.
/// </summary>
internal sealed class OneForum(ForumDb db, ActivityWindow window)
{
    public const string Visible =
        "t.is_approved = 1 AND t.deleted_at IS NULL AND p.is_approved = 1 AND p.deleted_at IS NULL";

    private const string NewestTopicSql = """
        SELECT t.id AS Id, t.title AS Title, o.display_name AS Poster, p.id AS PostId, p.created_at AS At,
          p.author_id AS AuthorId, u.display_name AS Author
        FROM topics t LEFT JOIN users o ON o.id = t.author_id
        LEFT JOIN posts p ON p.id = t.last_post_id LEFT JOIN users u ON u.id = p.author_id
        WHERE t.forum_id = @id AND t.is_approved = 1 AND t.deleted_at IS NULL
        ORDER BY t.last_post_at DESC LIMIT 1
        """;

    private const string ForumSql = """
        SELECT f.name AS Name, f.slug AS Slug, f.description AS Description, s.topic_count AS Topics, s.post_count AS Posts
        FROM forums f JOIN forum_stats s ON s.forum_id = f.id WHERE f.id = @id
        """;

    private const string RecentPostsSql = $"""
        SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id
        WHERE t.forum_id = @id AND {Visible} AND p.created_at >= @since
        """;

    private const string OnlineUsersSql = $"""
        SELECT COUNT(DISTINCT u.id) FROM users u JOIN posts p ON p.author_id = u.id JOIN topics t ON t.id = p.topic_id
        WHERE t.forum_id = @id AND u.is_active = 1 AND {Visible} AND p.created_at >= @since
        """;

    public async Task<ForumListForum> ReadAsync(long id)
    {
        NewestTopic? newest = (await ListAsync<NewestTopic>(NewestTopicSql, id)).FirstOrDefault();
        Forum self = (await ListAsync<Forum>(ForumSql, id)).Single();
        int recent = await CountAsync(RecentPostsSql, id, window.PostsSince);
        int online = await CountAsync(OnlineUsersSql, id, window.UsersSince);
        return new ForumListForum(
            id,
            self.Name,
            self.Slug,
            self.Description,
            self.Topics,
            self.Posts,
            newest?.ToLastPost(),
            online,
            recent,
            recent > 5
        );
    }

    private Task<List<T>> ListAsync<T>(string sql, long id) =>
        db.QueryToListAsync<T>(sql, DataParameter.Int64("id", id));

    private Task<int> CountAsync(string sql, long id, DateTimeOffset since) =>
        db.ExecuteAsync<int>(
            sql,
            DataParameter.Int64("id", id),
            DataParameter.Int64("since", since.ToUnixTimeMilliseconds())
        );

    private sealed record Forum(string Name, string Slug, string Description, int Topics, int Posts);

    private sealed record NewestTopic(
        long Id,
        string Title,
        string Poster,
        long? PostId,
        long? At,
        long? AuthorId,
        string? Author
    )
    {
        public LastPost? ToLastPost() =>
            PostId is { } post
                ? new(
                    post,
                    Id,
                    Title,
                    new Author(AuthorId, Author ?? ""),
                    DateTimeOffset.FromUnixTimeMilliseconds(At!.Value)
                )
                : null;
    }
}
