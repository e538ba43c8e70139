using LearningStudio.Repositories.Tests.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Outbox;

public sealed class OutboxCostTestsOnSqlite : OutboxCostTests<Sqlite>;

public sealed class OutboxCostTestsOnPostgreSql : OutboxCostTests<PostgreSql>;

/// <summary>What the outbox costs a write: one statement at most, and none where it rides with the counters.</summary>
public abstract class OutboxCostTests<TEngine>
    where TEngine : ITestEngine, new()
{
    private static readonly string[] WithCounters = ["IPostWriter.AddAsync", "IPostWriter.DeleteAsync"];

    [Theory]
    [MemberData(nameof(EveryWrite.Names), MemberType = typeof(EveryWrite))]
    public async Task Write_CostsOneStatementMoreAtMost(string write)
    {
        int without = await MeasureAsync(write, handler: null);
        int with = await MeasureAsync(write, new OutboxHandler());

        (with - without).ShouldBeInRange(0, WithCounters.Contains(write) ? 0 : 1);
    }

    private static async Task<int> MeasureAsync(string write, IForumEventHandler? handler)
    {
        var database = new TestForum<TEngine>(services =>
        {
            if (handler is not null)
            {
                services.AddSingleton(handler);
            }
        });
        await database.InitializeAsync();
        await EveryWrite.PrepareAsync(database);
        using QueryScope scope = QueryScope.Begin();
        await database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await EveryWrite.All[write](session, ct);
                    return 0;
                }
            );
        int count = scope.StatementCount;
        await database.DisposeAsync();
        return count;
    }
}
