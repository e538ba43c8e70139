using System.Globalization;
using LearningStudio.Repositories;
using LearningStudio.Tests.Servers;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>A seeded forum in a database, with reviews that wait, and what the programs beside it run on.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private const int Reviews = 500;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("endpoints-");
    private readonly string _option;
    private readonly string _connection;
    private readonly PostgreSqlServer? _server;

    private Stack(string name, int posts, PostgreSqlServer? server, RedisServer? redis)
    {
        (Name, Posts, _server, Redis) = (name, posts, server, redis);
        (_option, _connection) = server is null
            ? ("Sqlite", $"Data Source={Path.Combine(_folder.FullName, "forum.db")}")
            : ("PostgreSql", server.ConnectionString("forum"));
    }

    public string Name { get; }

    public int Posts { get; }

    /// <summary>A topic for each twenty posts; at most those of the trace.</summary>
    public int Topics => Math.Min(Posts / 20, 5000);

    public RedisServer? Redis { get; }

    /// <summary>The id of the n-th forum: each twenty follow their category.</summary>
    public static int ForumId(int number) => number + 2 + (number / 20);

    public Dictionary<string, string> Before() => new(StringComparer.Ordinal) { [_option] = _connection };

    public Dictionary<string, string> After(bool isCached) =>
        new(StringComparer.Ordinal)
        {
            [$"Repositories:{_option}"] = _connection,
            ["Redis"] = Redis?.Configuration ?? "",
            ["Caching:Enabled"] = isCached ? "true" : "false",
            ["Demo:Enabled"] = "false",
        };

    public static Task<Stack> SqliteAsync(int posts) => SeedAsync(new Stack("SQLite, memory", posts, null, null));

    public static async Task<Stack> ServersAsync(int posts)
    {
        RedisServer redis = await RedisServer.StartAsync("--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru");
        PostgreSqlServer server = await Task.Run(() =>
            PostgreSqlServer.Start("shared_buffers=1GB", "max_wal_size=8GB")
        );
        await using (var maintenance = NpgsqlDataSource.Create($"{server.ConnectionString("postgres")};Pooling=false"))
        {
            await using NpgsqlCommand create = maintenance.CreateCommand("CREATE DATABASE forum");
            await create.ExecuteNonQueryAsync();
        }

        return await SeedAsync(new Stack("PostgreSQL, Redis", posts, server, redis));
    }

    /// <summary>Leaves nothing in Redis of what ran before.</summary>
    public Task EmptyRedisAsync() => Redis?.ExecuteAsync("FLUSHALL") ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }

        _server?.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task<Stack> SeedAsync(Stack stack)
    {
        string[] size =
        [
            "--posts",
            stack.Posts.ToString(CultureInfo.InvariantCulture),
            "--topics",
            stack.Topics.ToString(CultureInfo.InvariantCulture),
            "--users",
            "5000",
        ];
        await AppProcess.RunAsync("HostApi", stack.After(isCached: false), ["seed", .. size]);
        await using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioRepositories(o =>
                _ = stack._server is null ? o.UseSqlite(stack._connection) : o.UsePostgreSql(stack._connection)
            )
            .BuildServiceProvider();
        await using (ForumDb db = services.GetRequiredService<Func<ForumDb>>()())
        {
            await db.ExecuteAsync(stack.OpenReviews());
            await db.ExecuteAsync(stack.DecidedReviews());
        }

        if (stack._server is not null)
        {
            await using var source = NpgsqlDataSource.Create(stack._connection);
            await using NpgsqlCommand analyze = source.CreateCommand("VACUUM ANALYZE");
            analyze.CommandTimeout = 0;
            await analyze.ExecuteNonQueryAsync();
        }

        return stack;
    }

    // One for each twenty posts, decided ten minutes after its post.
    private string DecidedReviews() =>
        $"""
            INSERT INTO review_items (target_kind, target_id, type, priority, weight, spam_score, reasons, reported_user_id,
              reported_trust_level, state, created_at, decided_at, decided_by, standing, due_at, available_at)
            SELECT 'post', id, CASE id % 3 WHEN 0 THEN 'spamdetection' WHEN 1 THEN 'newuserpost' ELSE 'flaggedpost' END,
              2 + id % 3, 30, 0.5, '[]', author_id, author_id % 5,
              CASE id / 20 % 2 WHEN 0 THEN 'approved' ELSE 'rejected' END, created_at,
              created_at + {(
                _server is null ? "600000" : "INTERVAL '10 minutes'"
            )}, 1 + id / 20 % 10, 0, created_at, created_at
            FROM posts WHERE id % 20 = 0 AND author_id IS NOT NULL
            """;

    // Of posts all over the forum, and of every tenth user; each ten minutes older than the one before.
    private string OpenReviews()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        string at = _server is null
            ? $"{now} - 600000 * i"
            : $"to_timestamp({now} / 1000.0) - i * interval '10 minutes'";
        string due = _server is null ? $"{at} + 360000000" : $"{at} + interval '100 hours'";
        return $"""
            WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < {Reviews - 1})
            INSERT INTO review_items (target_kind, target_id, type, priority, weight, spam_score, reasons, reported_user_id,
              reported_trust_level, created_at, standing, due_at, available_at)
            SELECT 'post', 1 + CAST(i AS bigint) * {Posts} / {Reviews}, 'spamdetection', 2 + i % 3, 30, 0.5, '[]',
              1 + i * 10, i % 5, {at}, i - ({now} - 600000 * CAST(i AS bigint)), {due}, {at}
            FROM numbers
            """;
    }
}
