using System.Data.Common;
using Dapper;
using LearningStudio.Statistics;

namespace LearningStudio.BeforeApi.Forums;

// Statements: 4 when they are not kept.
/// <summary>How much a user has written, and when last.</summary>
internal sealed class UserStatisticsService(OldDatabase database, ProcessCache cache)
{
    private const string Posts = $"FROM posts p WHERE p.author_id = @id AND {Visible.Posts}";
    private const string Topics = $"FROM topics t WHERE t.author_id = @id AND {Visible.Topics}";

    public Task<UserStatistics> ReadAsync(long id) => cache.GetAsync($"forum:user_stats:{id}", () => CountAsync(id));

    private async Task<UserStatistics> CountAsync(long id)
    {
        await using DbConnection db = await database.OpenAsync();
        int topics = await db.ExecuteScalarAsync<int>($"SELECT COUNT(*) {Topics}", new { id });
        int posts = await db.ExecuteScalarAsync<int>($"SELECT COUNT(*) {Posts}", new { id });
        Last? post = await db.QueryFirstOrDefaultAsync<Last>(
            $"""
            SELECT p.created_at AS At, (SELECT display_name FROM users WHERE id = p.author_id) AS Name {Posts}
            ORDER BY p.created_at DESC LIMIT 1
            """,
            new { id }
        );
        Last? topic = await db.QueryFirstOrDefaultAsync<Last>(
            $"SELECT t.created_at AS At, '' AS Name {Topics} ORDER BY t.created_at DESC LIMIT 1",
            new { id }
        );
        return new UserStatistics(new Member(id, post?.Name ?? ""), topics, posts, topic?.At, post?.At);
    }

    private sealed class Last
    {
        public DateTimeOffset At { get; set; }
        public string Name { get; set; } = "";
    }
}
