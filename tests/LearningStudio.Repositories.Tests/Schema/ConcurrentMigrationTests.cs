using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class ConcurrentMigrationTestsOnSqlite : ConcurrentMigrationTests<Sqlite>;

public sealed class ConcurrentMigrationTestsOnPostgreSql : ConcurrentMigrationTests<PostgreSql>;

public abstract class ConcurrentMigrationTests<TEngine>
    where TEngine : ITestEngine, new()
{
    [Fact]
    public async Task ProcessesThatStartAtOnce_MigrateOnce()
    {
        var database = new TestForum<TEngine>(isMigrated: false);
        await database.InitializeAsync();
        ServiceProvider[] processes =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ =>
                    new ServiceCollection()
                        .AddLearningStudioRepositories(o => database.Engine.Use(o))
                        .BuildServiceProvider()
                ),
        ];

        IReadOnlyList<string>[] ran = await Task.WhenAll(
            processes.Select(process => Task.Run(() => process.GetRequiredService<ForumSchema>().MigrateAsync()))
        );

        ran.Count(names => names.Count > 0).ShouldBe(1);
        ran.Sum(names => names.Count).ShouldBeGreaterThan(3);
        foreach (ServiceProvider process in processes)
        {
            await process.DisposeAsync();
        }

        await database.DisposeAsync();
    }
}
