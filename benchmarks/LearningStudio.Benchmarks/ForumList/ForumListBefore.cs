using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories;
using LinqToDB.Data;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>
/// The forum list as the old services read it, statement by statement: the categories; the children of each; of each
/// forum its newest topic with posters, the forum again, a week's posts and the users online; then the totals, of which
/// the number of users and the latest member were kept in the process for five minutes.
/// </summary>
public sealed class ForumListBefore(BenchmarkForum forum)
{
    private const string Visible =
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

    private const string WeeklyPostsSql = $"""
        SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id
        WHERE t.forum_id = @id AND {Visible} AND p.created_at >= @since
        """;

    private const string OnlineUsersSql = $"""
        SELECT COUNT(DISTINCT u.id) FROM users u JOIN posts p ON p.author_id = u.id JOIN topics t ON t.id = p.topic_id
        WHERE t.forum_id = @id AND u.is_active = 1 AND {Visible} AND p.created_at >= @since
        """;

    private (int Users, Author? Latest)? _kept;

    /// <param name="keepsStatics">Whether what the old process kept is still there.</param>
    public async Task<ForumListAnswer> ReadAsync(bool keepsStatics)
    {
        await using ForumDb db = forum.Connect();
        var categories = new List<ForumListCategory>();
        foreach (
            Node category in await db.QueryToListAsync<Node>(
                "SELECT id AS Id, name AS Name FROM forums WHERE parent_id IS NULL ORDER BY position, id"
            )
        )
        {
            var forums = new List<ForumListForum>();
            foreach (
                Node child in await ListAsync<Node>(
                    db,
                    "SELECT id AS Id, name AS Name FROM forums WHERE parent_id = @id ORDER BY position, id",
                    category.Id
                )
            )
            {
                forums.Add(await ForumAsync(db, child.Id));
            }

            categories.Add(new ForumListCategory(category.Id, category.Name, forums));
        }

        int topics = await db.ExecuteAsync<int>(
            "SELECT COUNT(*) FROM topics WHERE is_approved = 1 AND deleted_at IS NULL"
        );
        int posts = await db.ExecuteAsync<int>(
            $"SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id WHERE {Visible}"
        );
        int online = await CountAsync(
            db,
            "SELECT COUNT(*) FROM users WHERE is_active = 1 AND last_seen_at >= @since",
            0,
            Online
        );
        (int users, Author? latest) = await StaticsAsync(db, keepsStatics);
        return new ForumListAnswer(categories, new SiteTotals(topics, posts, users, latest), online);
    }

    private static long Week => BenchmarkForum.Now.AddDays(-7).ToUnixTimeMilliseconds();

    private static long Online => BenchmarkForum.Now.AddMinutes(-15).ToUnixTimeMilliseconds();

    private static async Task<ForumListForum> ForumAsync(ForumDb db, long id)
    {
        NewestTopic? newest = (await ListAsync<NewestTopic>(db, NewestTopicSql, id)).FirstOrDefault();
        Forum self = (await ListAsync<Forum>(db, ForumSql, id)).Single();
        int weekly = await CountAsync(db, WeeklyPostsSql, id, Week);
        int online = await CountAsync(db, OnlineUsersSql, id, Online);
        return new ForumListForum(
            id,
            self.Name,
            self.Slug,
            self.Description,
            self.Topics,
            self.Posts,
            newest?.ToLastPost(),
            online,
            weekly,
            weekly > 5
        );
    }

    private async Task<(int Users, Author? Latest)> StaticsAsync(ForumDb db, bool keeps)
    {
        if (!keeps || _kept is null)
        {
            int users = await db.ExecuteAsync<int>("SELECT COUNT(*) FROM users WHERE is_active = 1");
            Node? latest = (
                await db.QueryToListAsync<Node>(
                    "SELECT id AS Id, display_name AS Name FROM users WHERE is_active = 1 ORDER BY joined_at DESC, id DESC LIMIT 1"
                )
            ).FirstOrDefault();
            _kept = (users, latest is null ? null : new Author(latest.Id, latest.Name));
        }

        return _kept.Value;
    }

    private static Task<List<T>> ListAsync<T>(ForumDb db, string sql, long id) =>
        db.QueryToListAsync<T>(sql, DataParameter.Int64("id", id));

    private static Task<int> CountAsync(ForumDb db, string sql, long id, long since) =>
        db.ExecuteAsync<int>(sql, DataParameter.Int64("id", id), DataParameter.Int64("since", since));

    private sealed record Node(long Id, string Name);

    private sealed record Forum(string Name, string Slug, string Description, int Topics, int Posts);

    private sealed record NewestTopic(
        long Id,
        string Title,
        string Poster,
        long PostId,
        long At,
        long AuthorId,
        string Author
    )
    {
        public LastPost ToLastPost() =>
            new(PostId, Id, Title, new Author(AuthorId, Author), DateTimeOffset.FromUnixTimeMilliseconds(At));
    }
}
