using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Tests.Servers;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>The databases of the tables, each made when it is first asked for.</summary>
internal sealed class Databases : IAsyncDisposable
{
    /// <summary>How much the forum of the tables holds.</summary>
    public static readonly ForumSize Size = new(Effort.IsOnce ? 40 : 1_000, TopicsPerForum: 8, PostsPerTopic: 25);
    private readonly Lazy<Task<BenchmarkForum>> _sqlite = new(() => BenchmarkForum.CreateAsync(Size));
    private readonly Lazy<Task<BenchmarkForum>> _postgreSql;
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() =>
        Task.Run(() => PostgreSqlServer.Start("fsync=off", "shared_buffers=2GB", "max_wal_size=8GB", "jit=off"))
    );
    private readonly List<NpgsqlDataSource> _sources = [];

    public Databases() =>
        _postgreSql = new Lazy<Task<BenchmarkForum>>(async () =>
            await BenchmarkForum.CreateAsync(Size, await CreateDatabaseAsync(await _server.Value, "pages"))
        );

    /// <summary>A thousand forums and 200,000 posts, in a file.</summary>
    public Task<BenchmarkForum> Sqlite => _sqlite.Value;

    /// <summary>The same on PostgreSQL.</summary>
    public Task<BenchmarkForum> PostgreSql => _postgreSql.Value;

    /// <summary>An empty database on the server that all share but those who measure commits.</summary>
    public async Task<NpgsqlDataSource> CreateDatabaseAsync(string name) =>
        await CreateDatabaseAsync(await _server.Value, name);

    /// <summary>An empty database of a server; its statements are prepared after their second run.</summary>
    public async Task<NpgsqlDataSource> CreateDatabaseAsync(PostgreSqlServer server, string name)
    {
        await using (var maintenance = NpgsqlDataSource.Create($"{server.ConnectionString("postgres")};Pooling=false"))
        {
            await maintenance.ExecuteAsync($"CREATE DATABASE {name}");
        }

        var source = NpgsqlDataSource.Create(
            $"{server.ConnectionString(name)};Max Auto Prepare=100;Auto Prepare Min Usages=2;Command Timeout=0"
        );
        _sources.Add(source);
        return source;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<Task<BenchmarkForum>> forum in new[] { _sqlite, _postgreSql }.Where(f => f.IsValueCreated))
        {
            await (await forum.Value).DisposeAsync();
        }

        foreach (NpgsqlDataSource source in _sources)
        {
            await source.DisposeAsync();
        }

        if (_server.IsValueCreated)
        {
            (await _server.Value).Dispose();
        }
    }
}
