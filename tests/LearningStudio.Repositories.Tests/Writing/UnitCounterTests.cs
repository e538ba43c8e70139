using LearningStudio.Repositories.Counters;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class UnitCounterTestsOnSqlite : UnitCounterTests<Sqlite>;

public sealed class UnitCounterTestsOnPostgreSql : UnitCounterTests<PostgreSql>;

/// <summary>Several writes in one unit: forums and days are counted once, together, and the last post is the last of all.</summary>
public abstract class UnitCounterTests<TEngine>
    where TEngine : ITestEngine, new()
{
    [Theory]
    [MemberData(nameof(UnitWrites.Cases), MemberType = typeof(UnitWrites))]
    public async Task Unit_LeavesCountersThatEqualTheRows(string unit, CounterMode mode)
    {
        var database = new TestForum<TEngine>(options: o => o.Counters = mode);
        await database.InitializeAsync();
        await SampleForum.LoadAsync(database.Loader);

        await WriteOutcomes.RunAsync(
            database,
            async (s, ct) =>
            {
                await UnitWrites.All[unit](s, ct);
                return true;
            }
        );

        (await database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty("what is noted counts as done");
        await database.Get<IForumMaintenance>().RollUpAsync();
        (await CountedForum.StoredAsync(database)).ShouldBe(await CountedForum.CountAsync(database), ignoreOrder: true);
        (await database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        await database.DisposeAsync();
    }
}
