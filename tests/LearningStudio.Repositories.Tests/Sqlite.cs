using Microsoft.Data.Sqlite;

namespace LearningStudio.Repositories.Tests;

/// <summary>A SQLite database in a folder of its own.</summary>
public sealed class Sqlite : ITestEngine
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forum-");

    public bool IsPostgreSql => false;

    public string File => Path.Combine(_folder.FullName, "new", "forum.db");

    public Task CreateAsync(bool isMigrated)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        return Task.CompletedTask;
    }

    public void Use(ForumRepositoriesOptions options) => options.UseSqlite($"Data Source={File}");

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
