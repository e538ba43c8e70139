using LearningStudio.Tests.Servers;
using Npgsql;

namespace LearningStudio.HostApi.Tests;

/// <summary>A database of its own on a PostgreSQL server.</summary>
internal sealed class ForumDatabase : IAsyncDisposable
{
    private static int _made;
    private readonly PostgreSqlServer _server;
    private readonly string _name;

    private ForumDatabase(PostgreSqlServer server, string name) => (_server, _name) = (server, name);

    public string ConnectionString => _server.ConnectionString(_name) + ";Maximum Pool Size=20";

    /// <param name="server">The server.</param>
    /// <param name="template">What it is a copy of, which nobody may be connected to; null for an empty one.</param>
    public static async Task<ForumDatabase> CreateAsync(PostgreSqlServer server, ForumDatabase? template = null)
    {
        var database = new ForumDatabase(server, $"forum_{Interlocked.Increment(ref _made)}");
        string copied = template is null ? "" : $" TEMPLATE {template._name}";
        await database.AdministerAsync($"CREATE DATABASE {database._name}{copied} STRATEGY file_copy");
        return database;
    }

    public async ValueTask DisposeAsync() => await AdministerAsync($"DROP DATABASE {_name} WITH (FORCE)");

    /// <summary>Runs statements in it.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(_name, sql);

    private Task AdministerAsync(string sql) => ExecuteAsync("postgres", sql);

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server.ConnectionString(database) + ";Pooling=false");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
