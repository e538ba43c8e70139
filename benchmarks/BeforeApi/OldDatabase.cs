using System.Data.Common;
using LearningStudio.QueryBudgets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.BeforeApi;

/// <summary>The tables of the forum; each request has one connection of the pool, and its statements are counted.</summary>
internal sealed class OldDatabase : IAsyncDisposable
{
    // As many as the repositories have prepared: what a driver saves is not what is compared.
    private const int PreparedStatements = 100;
    private readonly NpgsqlDataSource? _postgreSql;
    private readonly string? _sqlite;

    public OldDatabase(IConfiguration settings)
    {
        _sqlite = settings["Sqlite"];
        _postgreSql = settings["PostgreSql"] is { } postgreSql
            ? NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(postgreSql) { MaxAutoPrepare = PreparedStatements }
            )
            : null;
        if (_sqlite is null == _postgreSql is null)
        {
            throw new InvalidOperationException("Give exactly one of Sqlite and PostgreSql, a connection string.");
        }
    }

    /// <summary>The seconds from one moment to another, in SQL.</summary>
    public string Seconds(string from, string to) =>
        _sqlite is null ? $"EXTRACT(EPOCH FROM {to} - {from})" : $"(({to} - {from}) / 1000.0)";

    /// <summary>An open connection: Dapper would open a closed one anew for each statement.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        var connection = new CountedConnection(
            _postgreSql?.CreateConnection() ?? (DbConnection)new SqliteConnection(_sqlite)
        );
        await connection.OpenAsync();
        return connection;
    }

    public ValueTask DisposeAsync() => _postgreSql?.DisposeAsync() ?? ValueTask.CompletedTask;
}
