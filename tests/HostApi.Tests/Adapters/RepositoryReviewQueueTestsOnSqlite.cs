using LearningStudio.Repositories;
using Microsoft.Data.Sqlite;

namespace LearningStudio.HostApi.Tests.Adapters;

public sealed class RepositoryReviewQueueTestsOnSqlite : RepositoryReviewQueueTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("queue-");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    protected override Task UseAsync(ForumRepositoriesOptions options)
    {
        options.UseSqlite($"Data Source={Path.Combine(_folder.FullName, "forum.db")}");
        return Task.CompletedTask;
    }
}
