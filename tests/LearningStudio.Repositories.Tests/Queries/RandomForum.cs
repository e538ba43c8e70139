using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>
/// A forum of random rows, on both sides of every condition: few moments and ids of one range, so that many rows stand at
/// the same place of an order. It is read through the native tables and, as another forum's would be, through a mapping.
/// </summary>
public sealed class RandomForum<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();
    private ServiceProvider? _mapped;

    public ITestForum Database => _database;

    internal ForumModel Model { get; private set; } = null!;

    /// <summary>The services over the native tables, and those over the same tables as a mapping says.</summary>
    public IReadOnlyList<(IServiceProvider Services, bool IsNative)> Both => [(Native, true), (_mapped!, false)];

    public IServiceProvider Native => _database.Get<IServiceProvider>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        // Of a mapped forum's topics several may have one slug.
        await _database.ExecuteAsync("DROP INDEX topics_slug");
        await RandomRows.InsertAsync(_database);
        await _database.ExecuteAsync("UPDATE topics SET slug = 'slug-' || (id % 20)");
        await _database.Get<IForumMaintenance>().RebuildAsync();
        // What is stored is shown as it is; a forum that nobody counted has nothing stored.
        await _database.ExecuteAsync("UPDATE topics SET post_count = post_count + 1000");
        await _database.ExecuteAsync("DELETE FROM forum_stats WHERE forum_id = 1");
        Model = await ForumModel.ReadAsync(_database);
        _mapped = new ServiceCollection()
            .AddLearningStudioRepositories(o =>
            {
                _database.Engine.Use(o);
                o.UseTables(new ForumTables("mapped", NativeTables.Map));
            })
            .BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        if (_mapped is not null)
        {
            await _mapped.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
