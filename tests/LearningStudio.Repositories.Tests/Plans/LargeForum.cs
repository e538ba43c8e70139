using System.Globalization;
using System.Text.RegularExpressions;
using LearningStudio.Repositories.Counters;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Tests.Plans;

/// <summary>A forum made by SQL, large enough for plans to matter: ten posts a topic, one every ten minutes.</summary>
internal static partial class LargeForum
{
    public static readonly int Posts = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is null
        ? 20_000
        : 1_000_000;

    private const string Rows = """
        INSERT INTO users (id, username, display_name, email, trust_level, is_moderator, joined_at, last_seen_at)
          SELECT n, 'user' || n, 'User ' || n, 'user' || n || '@example.org', n % 5, n % 500 = 0, at(n), at(n * 10)
          FROM numbers(2000);
        INSERT INTO forums (id, parent_id, name, slug, position)
          SELECT n, CASE WHEN n > 10 THEN 1 + n % 10 END, 'Forum ' || n, 'forum-' || n, n FROM numbers(200);
        INSERT INTO topics (id, forum_id, author_id, title, slug, created_at, is_pinned, last_post_at)
          SELECT n, CASE WHEN n % 2 = 0 THEN 7 ELSE 1 + n % 200 END, 1 + n % 2000, 'Topic ' || n, 'topic-' || n, at(n * 10), n < 20, at(n * 10)
          FROM numbers(topics);
        INSERT INTO posts (id, topic_id, forum_id, author_id, body, created_at, is_approved)
          SELECT n, t.id, t.forum_id, 1 + n * 7 % 2000, 'Body number ' || n || ' with common words', at(n), n % 997 <> 0
          FROM numbers(posts) JOIN topics t ON t.id = 1 + (n - 1) / 10;
        """;

    public static async Task MakeAsync(ITestForum database)
    {
        string rows = Rows.Replace("(topics)", $"({Posts / 10})").Replace("(posts)", $"({Posts})");
        string start = database.IsPostgreSql
            ? $"timestamptz '{SampleForum.Start:yyyy-MM-dd HH:mm}Z'"
            : SampleForum.Start.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        rows = Moment().Replace(rows, $"{start} + $1 * {(database.IsPostgreSql ? "interval '10 minutes'" : "600000")}");
        rows = Numbers()
            .Replace(
                rows,
                database.IsPostgreSql
                    ? "generate_series(1, $1) AS numbers (n)"
                    : "(WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1) SELECT n FROM numbers)"
            );
        await ExecuteAsync(database, rows);
        await database.Get<IForumMaintenance>().RebuildAsync();
        await ExecuteAsync(database, database.IsPostgreSql ? "VACUUM ANALYZE" : "ANALYZE");
    }

    /// <summary>The moment of the n-th post.</summary>
    public static DateTimeOffset At(int post) => SampleForum.Start.AddMinutes(post * 10L);

    private static async Task ExecuteAsync(ITestForum database, string sql)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        db.CommandTimeout = 0;
        await db.ExecuteAsync(sql);
    }

    [GeneratedRegex(@"\bat\(([^)]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"numbers\((\d+)\)", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
