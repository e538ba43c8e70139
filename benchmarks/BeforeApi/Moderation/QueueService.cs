using System.Data.Common;
using Dapper;

namespace LearningStudio.BeforeApi.Moderation;

// Statements: 6 + 3 an item. Who reported an item stands in no column of these tables; the join with who decided it, of whom
//   there is none yet, is in the place of that with the reporter.
/// <summary>A page of twenty open reviews, and the figures above it.</summary>
internal sealed class QueueService(OldDatabase database, TimeProvider time)
{
    private const int PageSize = 20;
    private const int Moderator = 1;

    private const string Forum = """
        SELECT f.id FROM topics t JOIN forums f ON f.id = t.forum_id WHERE t.id = @TopicId
        """;

    public async Task<QueuePage> ReadAsync(int page)
    {
        await using DbConnection db = await database.OpenAsync();
        List<QueueItem> items = (
            await db.QueryAsync<QueueItem>(
                Page(),
                new
                {
                    now = time.GetUtcNow(),
                    size = PageSize,
                    skip = (page - 1) * PageSize,
                }
            )
        ).AsList();
        int total = await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM review_items WHERE state = 'pending'");
        int pending = await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM review_items WHERE state = 'pending'");
        int mine = await db.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM review_items WHERE state = 'pending' AND claimed_by = @Moderator",
            new { Moderator }
        );
        int critical = await db.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM review_items WHERE state = 'pending' AND priority = 1"
        );
        double? average = await db.ExecuteScalarAsync<double?>(
            $"SELECT AVG({database.Seconds("created_at", "decided_at")}) FROM review_items WHERE decided_at IS NOT NULL"
        );
        foreach (QueueItem item in items)
        {
            await AskAsync(db, item);
        }

        return new QueuePage(items, total, pending, mine, critical, average);
    }

    // What the template asked for each row.
    private static async Task AskAsync(DbConnection db, QueueItem item)
    {
        item.TrustLevel = await db.ExecuteScalarAsync<int?>(
            "SELECT trust_level FROM users WHERE id = @ReportedUserId",
            new { item.ReportedUserId }
        );
        item.ForumId = await db.ExecuteScalarAsync<long?>(Forum, new { item.TopicId });
        item.AuthorPosts = await db.ExecuteScalarAsync<int>(
            $"SELECT COUNT(*) FROM posts p WHERE p.author_id = @ReportedUserId AND {Visible.Posts}",
            new { item.ReportedUserId }
        );
    }

    private string Page()
    {
        string seconds = database.Seconds("i.created_at", "@now");
        return $"""
            SELECT i.id AS Id, i.target_kind AS TargetKind, i.target_id AS TargetId, i.type AS Type,
              i.priority AS Priority, i.created_at AS CreatedAt, i.reported_user_id AS ReportedUserId,
              r.display_name AS ReportedUser, c.display_name AS ClaimedBy, d.display_name AS DecidedBy,
              t.id AS TopicId, t.title AS TopicTitle
            FROM review_items i
            LEFT JOIN posts p ON i.target_kind = 'post' AND p.id = i.target_id
            LEFT JOIN topics t ON t.id = CASE WHEN i.target_kind = 'topic' THEN i.target_id ELSE p.topic_id END
            LEFT JOIN users r ON r.id = i.reported_user_id
            LEFT JOIN users c ON c.id = i.claimed_by
            LEFT JOIN users d ON d.id = i.decided_by
            WHERE i.state = 'pending'
            ORDER BY 125 - 25 * i.priority + i.weight + 10 * i.vote_weight + CASE
                WHEN i.created_at >= @now THEN 0
                WHEN {seconds} > 360000 THEN 50
                ELSE {seconds} / 7200.0
              END DESC, i.id
            LIMIT @size OFFSET @skip
            """;
    }
}
