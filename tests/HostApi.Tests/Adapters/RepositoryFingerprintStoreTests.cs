using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Schema;
using LearningStudio.Tests.Contracts;
using LearningStudio.Tests.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.HostApi.Tests.Adapters;

public sealed class RepositoryFingerprintStoreTestsOnSqlite : RepositoryFingerprintStoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fingerprints-");

    protected override Task<Action<ForumRepositoriesOptions>> CreateAsync() =>
        Task.FromResult<Action<ForumRepositoriesOptions>>(o =>
            o.UseSqlite($"Data Source={Path.Combine(_folder.FullName, "forum.db")}")
        );

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

public sealed class RepositoryFingerprintStoreTestsOnPostgreSql : RepositoryFingerprintStoreTests
{
    private static int _made;

    protected override async Task<Action<ForumRepositoriesOptions>> CreateAsync()
    {
        PostgreSqlServer server = await PostgreSqlServer.SharedAsync();
        string name = $"fingerprints_{Interlocked.Increment(ref _made)}";
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres") + ";Pooling=false");
        await using NpgsqlCommand create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return o => o.UsePostgreSql(server.ConnectionString(name));
    }
}

/// <summary>The contract over the repositories, on a database of its own.</summary>
public abstract class RepositoryFingerprintStoreTests : FingerprintStoreContract, IAsyncLifetime
{
    private ServiceProvider? _services;

    protected override IFingerprintStore Store => _services!.GetRequiredService<RepositoryFingerprintStore>();

    public async Task InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddLearningStudioRepositories(await CreateAsync())
            .AddSingleton<RepositoryFingerprintStore>()
            .BuildServiceProvider();
        await _services.GetRequiredService<ForumSchema>().MigrateAsync();
    }

    public virtual async Task DisposeAsync() => await _services!.DisposeAsync();

    protected abstract Task<Action<ForumRepositoriesOptions>> CreateAsync();
}
