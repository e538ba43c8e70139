using System.Data.Common;
using LearningStudio.Tests.Servers;
using Npgsql;

namespace LearningStudio.Moderation.Sql.Tests;

/// <summary>A database of its own on the PostgreSQL server that the tests share.</summary>
public sealed class PostgreSql : ITestEngine
{
    private static int _made;
    private readonly string _name = $"moderation_{Interlocked.Increment(ref _made)}";

    public bool IsPostgreSql => true;

    public string ConnectionString { get; private set; } = "";

    public async Task CreateAsync()
    {
        PostgreSqlServer server = await PostgreSqlServer.SharedAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {_name} STRATEGY file_copy");
        ConnectionString = server.ConnectionString(_name) + ";Maximum Pool Size=20";
    }

    public void Use(ModerationSqlOptions options) => options.UsePostgreSql(ConnectionString);

    public DbConnection Connect() => new NpgsqlConnection(ConnectionString);

    public async ValueTask DisposeAsync()
    {
        if (ConnectionString.Length > 0)
        {
            await ExecuteAsync(await PostgreSqlServer.SharedAsync(), $"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private static async Task ExecuteAsync(PostgreSqlServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
