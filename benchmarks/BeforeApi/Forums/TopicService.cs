using System.Data.Common;
using Dapper;
using LearningStudio.HostApi.Reading;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.BeforeApi.Forums;

// Statements: a topic 3, and 2 more a post by the serializer of the lists; a forum's topics 3.
/// <summary>A topic with a page of its posts, and a page of a forum's topics, by number.</summary>
internal sealed class TopicService(OldDatabase database)
{
    public const int PageSize = 20;
    private const int LargestPage = 100;

    private const string Topic = $"""
        SELECT t.id AS Id, t.forum_id AS ForumId, f.name AS ForumName, t.slug AS Slug, t.title AS Title,
          t.author_id AS AuthorId, COALESCE(u.display_name, t.author_name, '') AS AuthorName, t.created_at AS CreatedAt,
          t.is_pinned AS IsPinned, t.is_locked AS IsLocked, t.view_count AS ViewCount, t.reply_count AS ReplyCount
        FROM topics t JOIN forums f ON f.id = t.forum_id LEFT JOIN users u ON u.id = t.author_id
        WHERE t.id = @id AND {Visible.Topics}
        """;

    private const string CountPosts = $"SELECT COUNT(*) FROM posts p WHERE p.topic_id = @id AND {Visible.Posts}";

    private const string Posts = $"""
        SELECT p.id AS Id, p.reply_to_id AS ReplyToId, p.author_id AS AuthorId,
          COALESCE(u.display_name, p.author_name, '') AS AuthorName, u.trust_level AS TrustLevel, p.body AS Body,
          p.created_at AS CreatedAt, p.edited_at AS EditedAt, p.up_votes - p.down_votes AS Score
        FROM posts p LEFT JOIN users u ON u.id = p.author_id
        WHERE p.topic_id = @id AND {Visible.Posts}
        ORDER BY p.created_at, p.id LIMIT @size OFFSET @skip
        """;

    private const string CountTopics = $"SELECT COUNT(*) FROM topics t WHERE t.forum_id = @id AND {Visible.Topics}";

    private const string Topics = $"""
        SELECT t.id AS Id, t.forum_id AS ForumId, t.slug AS Slug, t.title AS Title, t.author_id AS AuthorId,
          COALESCE(u.display_name, t.author_name, '') AS AuthorName, t.created_at AS CreatedAt, t.is_pinned AS IsPinned,
          t.is_locked AS IsLocked, t.view_count AS ViewCount, t.post_count AS PostCount, t.reply_count AS ReplyCount,
          t.last_post_at AS LastPostAt, p.id AS LastPostId, p.author_id AS LastAuthorId,
          COALESCE(l.display_name, p.author_name, '') AS LastAuthorName
        FROM topics t LEFT JOIN users u ON u.id = t.author_id
        LEFT JOIN posts p ON p.id = t.last_post_id LEFT JOIN users l ON l.id = p.author_id
        WHERE t.forum_id = @id AND {Visible.Topics}
        ORDER BY t.is_pinned DESC, t.last_post_at DESC, t.id DESC LIMIT @size OFFSET @skip
        """;

    /// <param name="id">The topic.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Posts a page.</param>
    /// <param name="plain">By the serializer that asks nothing a post.</param>
    public async Task<TopicPage?> ReadAsync(long id, int page, int size, bool plain)
    {
        size = Math.Min(size, LargestPage);
        await using DbConnection db = await database.OpenAsync();
        if (await db.QuerySingleOrDefaultAsync<TopicRow>(Topic, new { id }) is not { } topic)
        {
            return null;
        }

        int total = await db.ExecuteScalarAsync<int>(CountPosts, new { id });
        var posts = (
            await db.QueryAsync<PostRow>(
                Posts,
                new
                {
                    id,
                    size,
                    skip = (page - 1) * size,
                }
            )
        ).AsList();
        foreach (PostRow post in plain ? [] : posts)
        {
            post.TrustLevel = await db.ExecuteScalarAsync<int?>(
                "SELECT trust_level FROM users WHERE id = @AuthorId",
                new { post.AuthorId }
            );
            post.AuthorPosts = await db.ExecuteScalarAsync<int>(
                $"SELECT COUNT(*) FROM posts p WHERE p.author_id = @AuthorId AND {Visible.Posts}",
                new { post.AuthorId }
            );
        }

        return new TopicPage(
            topic.ToDetail(total),
            new PageOf<PostView>([.. posts.Select(post => post.ToView())], page, size, total)
        );
    }

    public async Task<PageOf<TopicSummary>?> ListAsync(long id, int page, int size)
    {
        size = Math.Min(size, LargestPage);
        await using DbConnection db = await database.OpenAsync();
        if (await db.ExecuteScalarAsync<string>("SELECT name FROM forums WHERE id = @id", new { id }) is null)
        {
            return null;
        }

        int total = await db.ExecuteScalarAsync<int>(CountTopics, new { id });
        IEnumerable<TopicRow> topics = await db.QueryAsync<TopicRow>(
            Topics,
            new
            {
                id,
                size,
                skip = (page - 1) * size,
            }
        );
        return new PageOf<TopicSummary>([.. topics.Select(topic => topic.ToSummary())], page, size, total);
    }
}
