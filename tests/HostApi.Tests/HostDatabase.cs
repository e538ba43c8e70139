using System.Globalization;
using LearningStudio.Tests.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.HostApi.Tests;

/// <summary>The database of a host and of those beside it, and on servers their Redis; the demo forum is made once and copied.</summary>
internal sealed class HostDatabase : IDisposable
{
    private static readonly Lazy<HostDatabase> EmbeddedDemo = new(() => Generate(Backend.Embedded));
    private static readonly Lazy<HostDatabase> ServersDemo = new(() => Generate(Backend.Servers));
    private static readonly Lazy<RedisServer> Redis = new(StartRedis);
    private static int _made;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-");
    private readonly string _prefix = string.Create(
        CultureInfo.InvariantCulture,
        $"host_{Interlocked.Increment(ref _made)}"
    );
    private ForumDatabase? _server;

    private string Path => System.IO.Path.Combine(_folder.FullName, "forum.db");

    public static HostDatabase Create(Backend backend, bool hasDemo)
    {
        var database = new HostDatabase();
        if (backend == Backend.Servers)
        {
            database.CreateServers(hasDemo ? ServersDemo.Value._server : null);
        }
        else if (hasDemo)
        {
            File.Copy(EmbeddedDemo.Value.Path, database.Path);
        }

        return database;
    }

    /// <summary>A database with content that was saved: the file of SQLite, or statements for PostgreSQL.</summary>
    public static HostDatabase Restore(Backend backend, Stream content)
    {
        var database = new HostDatabase();
        if (backend == Backend.Servers)
        {
            using var text = new StreamReader(content);
            database.CreateServers(template: null);
            Wait(database._server!.ExecuteAsync(text.ReadToEnd()));
        }
        else
        {
            using FileStream file = File.Create(database.Path);
            content.CopyTo(file);
        }

        return database;
    }

    public IEnumerable<(string Key, string? Value)> Settings =>
        _server is not null
            ?
            [
                ("Repositories:PostgreSql", _server.ConnectionString),
                ("Redis", Redis.Value.Configuration),
                ("Caching:KeyPrefix", _prefix),
            ]
            : [("Repositories:Sqlite", $"Data Source={Path}")];

    public void Dispose()
    {
        if (_server is not null)
        {
            Wait(_server.DisposeAsync().AsTask());
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        _folder.Delete(recursive: true);
    }

    private void CreateServers(ForumDatabase? template)
    {
        // Begun first, and so ended first: the end of the process does not wait for the other server's.
        _ = Redis.Value;
        _server = Wait(CreateAsync(template));
    }

    private static HostDatabase Generate(Backend backend)
    {
        HostDatabase database = Create(backend, hasDemo: false);
        using (ForumHost host = new(database) { Settings = { ["Demo:Enabled"] = "true" } })
        {
            using HttpClient started = host.CreateClient();
        }

        // What is copied has nobody in it, and on SQLite no log beside it.
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database._folder.Delete(recursive: true);
        return database;
    }

    private static RedisServer StartRedis()
    {
        RedisServer redis = Wait(RedisServer.StartAsync());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => redis.Process.Kill();
        return redis;
    }

    private static async Task<ForumDatabase> CreateAsync(ForumDatabase? template) =>
        await ForumDatabase.CreateAsync(await PostgreSqlServer.SharedAsync(), template);

    // A host is built in one go; it cannot wait for a server in another way.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}
