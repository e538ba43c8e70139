using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Moderation.Sql.Tests;

/// <summary>A SQLite database in a folder of its own.</summary>
public sealed class Sqlite : ITestEngine
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("moderation-");

    public bool IsPostgreSql => false;

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "moderation.db")}";

    public Task CreateAsync() => Task.CompletedTask;

    public void Use(ModerationSqlOptions options) => options.UseSqlite(ConnectionString);

    public DbConnection Connect() => new SqliteConnection(ConnectionString);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
