using System.Data.Common;
using Dapper;

namespace LearningStudio.BeforeApi.Posting;

// Statements: 7 and one a review: the author, the insert, the count and its save, the trust level, the posts of seven days
//   for a text that is not short, the place; one more for authors of the lowest levels, whose posts of a day are counted.
/// <summary>A new post, and the checks that follow it.</summary>
internal sealed class PostService(OldDatabase database, TimeProvider time)
{
    private const string Demo = "Demo ";
    private const int ManyPosts = 20;

    private const string Insert = """
        INSERT INTO posts (topic_id, forum_id, author_id, body, created_at)
        SELECT @topic, forum_id, @author, @body, @now FROM topics WHERE id = @topic
        RETURNING id
        """;

    private const string Review = """
        INSERT INTO review_items (target_kind, target_id, type, priority, weight, spam_score, reasons, reported_user_id,
          reported_trust_level, created_at, standing, due_at, available_at)
        VALUES ('post', @post, @type, @priority, 0, @score, '[]', @author, @trust, @now, 0, @now, @now)
        """;

    public async Task<AddedPost> AddAsync(long topic, string authorization, string body)
    {
        await using DbConnection db = await database.OpenAsync();
        DateTimeOffset now = time.GetUtcNow();
        string name = authorization.StartsWith(Demo, StringComparison.Ordinal) ? authorization[Demo.Length..] : "";
        long author = await db.QuerySingleAsync<long>("SELECT id FROM users WHERE username = @name", new { name });
        long post = await StoreAsync(db, topic, author, body, now);
        int trust = await db.ExecuteScalarAsync<int>(
            "SELECT trust_level FROM users WHERE id = @author",
            new { author }
        );
        double score = SpamScore.Of(body);
        List<(string Type, int Priority)> reviews = await ReviewsAsync(db, post, author, trust, score, body, now);
        await SaveAsync(db, reviews, post, author, trust, score, now);
        int position = await db.ExecuteScalarAsync<int>(
            $"SELECT COUNT(*) FROM posts p WHERE p.topic_id = @topic AND {Visible.Posts} AND p.created_at <= @now",
            new { topic, now }
        );
        return new AddedPost(topic, post, true, [.. reviews.Select(review => review.Type)], position);
    }

    private static async Task<long> StoreAsync(
        DbConnection db,
        long topic,
        long author,
        string body,
        DateTimeOffset now
    )
    {
        long post = await db.QuerySingleAsync<long>(
            Insert,
            new
            {
                topic,
                author,
                body,
                now,
            }
        );
        int count = await db.ExecuteScalarAsync<int>(
            $"SELECT COUNT(*) FROM posts p WHERE p.topic_id = @topic AND {Visible.Posts}",
            new { topic }
        );
        await db.ExecuteAsync("UPDATE topics SET post_count = @count WHERE id = @topic", new { count, topic });
        return post;
    }

    private static async Task SaveAsync(
        DbConnection db,
        List<(string Type, int Priority)> reviews,
        long post,
        long author,
        int trust,
        double score,
        DateTimeOffset now
    )
    {
        foreach ((string type, int priority) in reviews)
        {
            await db.ExecuteAsync(
                Review,
                new
                {
                    post,
                    type,
                    priority,
                    score,
                    author,
                    trust,
                    now,
                }
            );
        }
    }

    private static async Task<List<(string Type, int Priority)>> ReviewsAsync(
        DbConnection db,
        long post,
        long author,
        int trust,
        double score,
        string body,
        DateTimeOffset now
    )
    {
        var reviews = new List<(string, int)>();
        if (trust == 0)
        {
            reviews.Add(("newuserpost", 3));
        }

        if (score > 0.4)
        {
            reviews.Add(("spamdetection", score > 0.7 ? 2 : 3));
        }

        if (trust <= 1 && await CountTodayAsync(db, author, now) > ManyPosts)
        {
            reviews.Add(("trustlevelreview", 3));
        }

        if (await DuplicateCheck.IsDuplicateAsync(db, post, body, now.AddDays(-7)))
        {
            reviews.Add(("editedpost", 4));
        }

        return reviews;
    }

    private static Task<int> CountTodayAsync(DbConnection db, long author, DateTimeOffset now) =>
        db.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM posts p WHERE p.author_id = @author AND p.created_at >= @since",
            new { author, since = now.AddDays(-1) }
        );
}
