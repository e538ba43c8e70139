using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests;

/// <summary>A migrated SQLite database in a folder of its own, and the services over it.</summary>
public sealed class ForumDatabase : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forum-");
    private readonly ServiceProvider _services;

    public ForumDatabase(Action<IServiceCollection>? configure = null)
    {
        string connectionString = $"Data Source={Path.Combine(_folder.FullName, "new", "forum.db")}";
        var services = new ServiceCollection();
        configure?.Invoke(services);
        _services = services
            .AddLearningStudioRepositories(o => o.UseSqlite(connectionString))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public IForumBulkLoader Loader => Get<IForumBulkLoader>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using ForumDb db = Get<Func<ForumDb>>()();
        return await db.ExecuteAsync<T>(sql);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using ForumDb db = Get<Func<ForumDb>>()();
        await db.ExecuteAsync(sql);
    }

    public Task InitializeAsync() => Get<ForumSchema>().MigrateAsync();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
