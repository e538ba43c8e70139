using System.Data.Common;
using Dapper;
using LearningStudio.HostApi.Reading;
using LearningStudio.Statistics;

namespace LearningStudio.BeforeApi.Forums;

// Statements: 1 + categories + 4 a forum + 3, and 2 more when the statics are not kept.
/// <summary>The categories; the children of each; four statements a forum; then the totals.</summary>
internal sealed class ForumListService(OldDatabase database, ProcessCache cache, TimeProvider time)
{
    private const string Nodes = "SELECT id AS Id, name AS Name, slug AS Slug, description AS Description FROM forums";
    private static readonly ForumActivity None = new(0, 0, IsTrending: false);

    public async Task<ForumList> ListAsync()
    {
        await using DbConnection db = await database.OpenAsync();
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset online = now.AddMinutes(-15);
        var one = new OneForum(db, now.AddDays(-7), online);
        var categories = new List<ForumNode>();
        foreach (Node category in await db.QueryAsync<Node>($"{Nodes} WHERE parent_id IS NULL ORDER BY position, id"))
        {
            var forums = new List<ForumNode>();
            IEnumerable<Node> children = await db.QueryAsync<Node>(
                $"{Nodes} WHERE parent_id = @Id ORDER BY position, id",
                new { category.Id }
            );
            foreach (Node child in children)
            {
                forums.Add(await one.ReadAsync(child.Id));
            }

            categories.Add(
                new ForumNode(category.Id, category.Name, category.Slug, category.Description, 0, 0, null, None, forums)
            );
        }

        return new ForumList(categories, await TotalsAsync(db, online));
    }

    private async Task<OverallStatistics> TotalsAsync(DbConnection db, DateTimeOffset online)
    {
        int topics = await db.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM topics t WHERE {Visible.Topics}");
        int posts = await db.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM posts p WHERE {Visible.Posts}");
        int users = await db.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM users WHERE is_active AND last_seen_at >= @online",
            new { online }
        );
        (int all, Member? latest) = await cache.GetAsync("forum:static_stats", () => StaticsAsync(db));
        return new OverallStatistics(topics, posts, all, users, latest);
    }

    private static async Task<(int Users, Member? Latest)> StaticsAsync(DbConnection db)
    {
        int users = await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM users WHERE is_active");
        Node? latest = await db.QueryFirstOrDefaultAsync<Node>(
            """
            SELECT id AS Id, display_name AS Name FROM users WHERE is_active
            ORDER BY joined_at DESC, id DESC LIMIT 1
            """
        );
        return (users, latest is null ? null : new Member(latest.Id, latest.Name));
    }

    private sealed class Node
    {
        public long Id { get; set; }
        public string Name { get; set; } = "";
        public string Slug { get; set; } = "";
        public string Description { get; set; } = "";
    }
}
