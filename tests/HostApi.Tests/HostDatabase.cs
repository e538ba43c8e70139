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

    private readonly Backend _backend;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-");
    private readonly string _name = string.Create(
        CultureInfo.InvariantCulture,
        $"host_{Interlocked.Increment(ref _made)}"
    );

    private HostDatabase(Backend backend) => _backend = backend;

    private string Path => System.IO.Path.Combine(_folder.FullName, "forum.db");

    private static PostgreSqlServer Server => PostgreSqlServer.SharedAsync().GetAwaiter().GetResult();

    public static HostDatabase Create(Backend backend, bool hasDemo)
    {
        var database = new HostDatabase(backend);
        if (backend == Backend.Servers)
        {
            // Begun first, and so ended first: the end of the process does not wait for the other server's.
            _ = Redis.Value;
            string template = hasDemo ? $" TEMPLATE {ServersDemo.Value._name}" : "";
            Execute($"CREATE DATABASE {database._name}{template} STRATEGY file_copy");
        }
        else if (hasDemo)
        {
            File.Copy(EmbeddedDemo.Value.Path, database.Path);
        }

        return database;
    }

    public IEnumerable<(string Key, string? Value)> Settings =>
        _backend == Backend.Servers
            ?
            [
                ("Repositories:PostgreSql", Server.ConnectionString(_name) + ";Maximum Pool Size=20"),
                ("Redis", Redis.Value.Configuration),
                ("Caching:KeyPrefix", _name),
            ]
            : [("Repositories:Sqlite", $"Data Source={Path}")];

    public void Dispose()
    {
        if (_backend == Backend.Servers)
        {
            Execute($"DROP DATABASE {_name} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        _folder.Delete(recursive: true);
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
        RedisServer redis = RedisServer.StartAsync().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => redis.Process.Kill();
        return redis;
    }

    private static void Execute(string sql)
    {
        using var source = NpgsqlDataSource.Create(Server.ConnectionString("postgres") + ";Pooling=false");
        using NpgsqlCommand command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
