using System.Data.Common;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Benchmarks.Data;

/// <summary>A forum of known size in a database of its own, below five categories.</summary>
public sealed class BenchmarkForum : IAsyncDisposable
{
    public const int Categories = 5;
    public const int Users = 500;

    /// <summary>The moment up to which there are posts; the last of each forum's are a few minutes old.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly ServiceProvider _services;

    private BenchmarkForum(NpgsqlDataSource? postgreSql)
    {
        (PostgreSql, Sqlite) = (postgreSql, $"Data Source={Path.Combine(_folder.FullName, "forum.db")}");
        _services = new ServiceCollection()
            .AddLearningStudioRepositories(o =>
                _ = postgreSql is null ? o.UseSqlite(Sqlite) : o.UsePostgreSql(postgreSql)
            )
            .BuildServiceProvider();
    }

    /// <summary>The data source of PostgreSQL; null on SQLite.</summary>
    public NpgsqlDataSource? PostgreSql { get; }

    /// <summary>The connection string where it is on SQLite.</summary>
    public string Sqlite { get; }

    public Func<ForumDb> Connect => Get<Func<ForumDb>>();

    public IForumRepository Forums => Get<IForumRepository>();

    public ITopicRepository Topics => Get<ITopicRepository>();

    public IPostRepository Posts => Get<IPostRepository>();

    public IUserRepository Members => Get<IUserRepository>();

    /// <summary>Makes a forum with so many forums below its categories, ten topics each, and ten posts a topic.</summary>
    public static Task<BenchmarkForum> CreateAsync(int forums) => CreateAsync(new ForumSize(forums));

    /// <summary>Makes a forum on SQLite or, where a data source is given, in its empty database on PostgreSQL.</summary>
    public static async Task<BenchmarkForum> CreateAsync(ForumSize size, NpgsqlDataSource? postgreSql = null)
    {
        var forum = new BenchmarkForum(postgreSql);
        await forum.Get<ForumSchema>().MigrateAsync();
        await forum
            .Get<IForumBulkLoader>()
            .LoadAsync("benchmark", (load, ct) => new ForumRows(size).LoadAsync(load, ct));
        return forum;
    }

    /// <summary>A connection as those who compare themselves open it.</summary>
    public DbConnection CreateConnection() =>
        PostgreSql is { } source ? source.CreateConnection() : new SqliteConnection(Sqlite);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
