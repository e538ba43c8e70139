using System.Data.Common;
using Dapper;
using LearningStudio.HostApi.Reading;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.BeforeApi.Forums;

/// <summary>
/// One forum in four statements: its newest topic with posters, the forum itself, the posts since a moment, and the users
/// who posted since another.
/// </summary>
internal sealed class OneForum(DbConnection db, DateTimeOffset since, DateTimeOffset online)
{
    private const int Trending = 5;

    private const string NewestTopic = $"""
        SELECT t.id AS TopicId, t.title AS Title, o.display_name AS Poster, p.id AS PostId, p.created_at AS CreatedAt,
          p.author_id AS AuthorId, COALESCE(u.display_name, p.author_name, '') AS Author
        FROM topics t LEFT JOIN users o ON o.id = t.author_id
        LEFT JOIN posts p ON p.id = t.last_post_id LEFT JOIN users u ON u.id = p.author_id
        WHERE t.forum_id = @id AND {Visible.Topics}
        ORDER BY t.last_post_at DESC LIMIT 1
        """;

    private const string Self = """
        SELECT f.name AS Name, f.slug AS Slug, f.description AS Description, s.topic_count AS Topics, s.post_count AS Posts
        FROM forums f JOIN forum_stats s ON s.forum_id = f.id WHERE f.id = @id
        """;

    private const string RecentPosts = $"""
        SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id JOIN forums f ON f.id = t.forum_id
        WHERE f.id = @id AND {Visible.PostsOfTopics} AND p.created_at >= @since
        """;

    private const string OnlineUsers = $"""
        SELECT COUNT(DISTINCT u.id) FROM users u JOIN posts p ON p.author_id = u.id JOIN topics t ON t.id = p.topic_id
        WHERE t.forum_id = @id AND u.is_active AND {Visible.Present} AND p.created_at >= @online
        """;

    public async Task<ForumNode> ReadAsync(long id)
    {
        Newest? newest = await db.QueryFirstOrDefaultAsync<Newest>(NewestTopic, new { id });
        Forum self = await db.QuerySingleAsync<Forum>(Self, new { id });
        int recent = await db.ExecuteScalarAsync<int>(RecentPosts, new { id, since });
        int users = await db.ExecuteScalarAsync<int>(OnlineUsers, new { id, online });
        return new ForumNode(
            id,
            self.Name,
            self.Slug,
            self.Description,
            self.Topics,
            self.Posts,
            newest?.ToLastPost(),
            new ForumActivity(users, recent, recent > Trending),
            []
        );
    }

    private sealed class Forum
    {
        public string Name { get; set; } = "";
        public string Slug { get; set; } = "";
        public string Description { get; set; } = "";
        public int Topics { get; set; }
        public int Posts { get; set; }
    }

    private sealed class Newest
    {
        public long TopicId { get; set; }
        public string Title { get; set; } = "";
        public string? Poster { get; set; }
        public long? PostId { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public long? AuthorId { get; set; }
        public string Author { get; set; } = "";

        public LastPost? ToLastPost() =>
            PostId is { } post ? new(post, TopicId, Title, new Author(AuthorId, Author), CreatedAt) : null;
    }
}
