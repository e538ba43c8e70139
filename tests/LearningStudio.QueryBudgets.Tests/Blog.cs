using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>A database in memory of authors and their posts; author n wrote post n.</summary>
internal sealed class Blog : IDisposable
{
    public const string Secret = "tell-nobody";
    private static int _count;

    public Blog(int authors = 12)
    {
        Connection.Open();
        Run(
            "CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE post (id INTEGER PRIMARY KEY, author_id INTEGER, title TEXT)"
        );
        Populate(authors);
    }

    public SqliteConnection Connection { get; } =
        new($"Data Source=blog{Interlocked.Increment(ref _count)};Mode=Memory;Cache=Shared");

    public int Authors { get; private set; }

    public Task PopulateAsync(int authors)
    {
        Populate(authors);
        return Task.CompletedTask;
    }

    /// <summary>Another connection to the same database.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(Connection.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => Connection.Dispose();

    public static async Task<object?> ScalarAsync(DbConnection connection, string sql, params object[] values)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (object value in values)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{command.Parameters.Count}";
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteScalarAsync();
    }

    public void Populate(int authors)
    {
        while (Authors < authors)
        {
            Authors++;
            Run(
                $"INSERT INTO author VALUES ({Authors}, '{Secret}{Authors}'); INSERT INTO post VALUES ({Authors}, {Authors}, 'x')"
            );
        }
    }

    private void Run(string sql)
    {
        using SqliteCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
