using LearningStudio.Repositories;
using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Adapters;

public sealed class RepositoryReviewQueueTestsOnPostgreSql : RepositoryReviewQueueTests
{
    private ForumDatabase _database = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override async Task UseAsync(ForumRepositoriesOptions options)
    {
        _database = await ForumDatabase.CreateAsync(await PostgreSqlServer.SharedAsync());
        options.UsePostgreSql(_database.ConnectionString);
    }
}
