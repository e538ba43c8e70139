using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Schema;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests;

/// <summary>A database of its own and the services over it.</summary>
public sealed class TestForum<TEngine> : ITestForum
    where TEngine : ITestEngine, new()
{
    private readonly Action<IServiceCollection>? _configure;
    private readonly Action<ForumRepositoriesOptions>? _options;
    private readonly bool _isMigrated;
    private ServiceProvider? _services;

    public TestForum(
        Action<IServiceCollection>? configure = null,
        Action<ForumRepositoriesOptions>? options = null,
        bool isMigrated = true
    ) => (_configure, _options, _isMigrated) = (configure, options, isMigrated);

    public TEngine Engine { get; } = new();

    public bool IsPostgreSql => Engine.IsPostgreSql;

    public string Day => IsPostgreSql ? "interval '1 day'" : "86400000";

    public IForumBulkLoader Loader => Get<IForumBulkLoader>();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

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

    public async Task InitializeAsync()
    {
        await Engine.CreateAsync(_isMigrated);
        var services = new ServiceCollection();
        _configure?.Invoke(services);
        _services = services
            .AddLearningStudioRepositories(o =>
            {
                Engine.Use(o);
                _options?.Invoke(o);
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        if (_isMigrated)
        {
            await Get<ForumSchema>().MigrateAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Engine.DisposeAsync();
    }
}
