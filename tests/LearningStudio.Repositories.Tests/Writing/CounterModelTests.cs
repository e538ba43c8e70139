using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class CounterModelTestsOnSqlite : CounterModelTests<Sqlite>;

public sealed class CounterModelTestsOnPostgreSql : CounterModelTests<PostgreSql>;

/// <summary>Whatever is done in whatever order, and at once, the counters equal a count of the rows.</summary>
public abstract class CounterModelTests<TEngine>
    where TEngine : ITestEngine, new()
{
    private const int Seed = 20260101;
    private static readonly int Factor = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is null ? 1 : 20;

    [Theory]
    [InlineData(CounterMode.Immediate)]
    [InlineData(CounterMode.Deferred)]
    public async Task AfterEveryStep_CountersEqualTheRows(CounterMode mode)
    {
        TestForum<TEngine> database = await CreateAsync(mode);
        var writes = new RandomWrites(Seed);
        for (int step = 0; step < 150 * Factor; step++)
        {
            IReadOnlyList<long> posts = await PostsAsync(database);
            await WriteAsync(database, writes, posts);
            await database.Get<IForumMaintenance>().RollUpAsync();
            (await CountedForum.StoredAsync(database)).ShouldBe(
                await CountedForum.CountAsync(database),
                ignoreOrder: true,
                $"step {step} of seed {Seed}"
            );
        }

        (await database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData(CounterMode.Immediate)]
    [InlineData(CounterMode.Deferred)]
    public async Task EightWritersAtOnce_LeaveCountersThatEqualTheRows(CounterMode mode)
    {
        TestForum<TEngine> database = await CreateAsync(mode);
        for (int round = 0; round < 5 * Factor; round++)
        {
            IReadOnlyList<long> posts = await PostsAsync(database);
            Task folding = Task.Run(() => database.Get<IForumMaintenance>().RollUpAsync());
            Task rebuilding = Task.Run(() => database.Get<IForumMaintenance>().RebuildAsync());
            await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(writer =>
                        Task.Run(async () =>
                        {
                            var writes = new RandomWrites(Seed + (round * 8) + writer);
                            for (int step = 0; step < 10; step++)
                            {
                                await WriteAsync(database, writes, posts);
                            }
                        })
                    )
            );
            await Task.WhenAll(folding, rebuilding);
            (await database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty($"round {round} of seed {Seed}");
            await database.Get<IForumMaintenance>().RollUpAsync();
            (await CountedForum.StoredAsync(database)).ShouldBe(
                await CountedForum.CountAsync(database),
                ignoreOrder: true,
                $"round {round} of seed {Seed}"
            );
        }

        await database.DisposeAsync();
    }

    private static async Task<TestForum<TEngine>> CreateAsync(CounterMode mode)
    {
        var database = new TestForum<TEngine>(options: o =>
        {
            o.Counters = mode;
            o.MaxAttempts = 20;
        });
        await database.InitializeAsync();
        await SampleForum.LoadAsync(database.Loader);
        return database;
    }

    private static Task WriteAsync(ITestForum database, RandomWrites writes, IReadOnlyList<long> posts) =>
        database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await writes.StepAsync(session, posts, ct);
                    return 0;
                }
            );

    private static async Task<IReadOnlyList<long>> PostsAsync(ITestForum database)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        return await db.GetTable<PostRow>().OrderBy(post => post.Id).Select(post => post.Id).ToListAsync();
    }
}
