using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LinqToDB.Data;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>
/// The forum list as the old services read it: the categories, the children of each, and four statements a forum, which
/// are its newest topic with posters, the forum itself, the posts since a moment, and the users online.
/// </summary>
internal sealed class ForumsOneByOneInSql(BenchmarkForum forum)
{
    private const string Visible =
        "t.is_approved = 1 AND t.deleted_at IS NULL AND p.is_approved = 1 AND p.deleted_at IS NULL";

    private const string CategoriesSql = "SELECT id FROM forums WHERE parent_id IS NULL ORDER BY position, id";

    private const string ChildrenSql = "SELECT id FROM forums WHERE parent_id = @id ORDER BY position, id";

    private const string NewestTopicSql = """
        SELECT t.id AS Id, t.title AS Title, o.display_name AS Poster, p.id AS PostId, p.created_at AS At,
          p.author_id AS AuthorId, u.display_name AS Author
        FROM topics t LEFT JOIN users o ON o.id = t.author_id
        LEFT JOIN posts p ON p.id = t.last_post_id LEFT JOIN users u ON u.id = p.author_id
        WHERE t.forum_id = @id AND t.is_approved = 1 AND t.deleted_at IS NULL
        ORDER BY t.last_post_at DESC LIMIT 1
        """;

    private const string ForumSql = """
        SELECT f.parent_id AS Parent, f.name AS Name, f.slug AS Slug, f.description AS Description,
          s.topic_count AS Topics, s.post_count AS Posts
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

    public async Task<IReadOnlyList<ForumSummary>> ListAsync(ActivityWindow window)
    {
        await using ForumDb db = forum.Connect();
        var forums = new List<ForumSummary>();
        foreach (long category in await db.QueryToListAsync<long>(CategoriesSql))
        {
            forums.Add(await ReadAsync(db, category, window));
            foreach (long child in await ListAsync<long>(db, ChildrenSql, category))
            {
                forums.Add(await ReadAsync(db, child, window));
            }
        }

        return forums;
    }

    private static async Task<ForumSummary> ReadAsync(ForumDb db, long id, ActivityWindow window)
    {
        NewestTopic? newest = (await ListAsync<NewestTopic>(db, NewestTopicSql, id)).FirstOrDefault();
        Forum self = (await ListAsync<Forum>(db, ForumSql, id)).Single();
        int recent = await CountAsync(db, RecentPostsSql, id, window.PostsSince);
        int online = await CountAsync(db, OnlineUsersSql, id, window.UsersSince);
        return new ForumSummary(
            id,
            self.Parent,
            self.Name,
            self.Slug,
            self.Description,
            self.Topics,
            self.Posts,
            recent,
            online,
            newest?.ToLastPost()
        );
    }

    private static Task<List<T>> ListAsync<T>(ForumDb db, string sql, long id) =>
        db.QueryToListAsync<T>(sql, DataParameter.Int64("id", id));

    private static Task<int> CountAsync(ForumDb db, string sql, long id, DateTimeOffset since) =>
        db.ExecuteAsync<int>(
            sql,
            DataParameter.Int64("id", id),
            DataParameter.Int64("since", since.ToUnixTimeMilliseconds())
        );

    private sealed record Forum(long? Parent, string Name, string Slug, string Description, int Topics, int Posts);

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
