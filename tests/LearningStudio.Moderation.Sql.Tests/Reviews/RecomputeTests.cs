using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

public sealed class RecomputeTestsOnSqlite : RecomputeTests<Sqlite>;

public sealed class RecomputeTestsOnPostgreSql : RecomputeTests<PostgreSql>;

/// <summary>The order of the queue follows trust levels while others work on it, and whatever happens meanwhile.</summary>
public abstract class RecomputeTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private const int NewLevel = 4;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private readonly BlockingLevels _levels = new();
    private readonly TestDatabase<TEngine> _database;

    protected RecomputeTests() =>
        _database = new TestDatabase<TEngine>(services => services.AddSingleton<ITrustLevels>(_levels));

    private ReviewQueueRepository Queue => _database.Queue;

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Meanwhile.Names), MemberType = typeof(Meanwhile))]
    public async Task Writers_GoOnWhileTheApplicationFindsLevels(string meanwhile)
    {
        (Func<ReviewQueueRepository, Task> act, string row) = Meanwhile.Find(meanwhile);
        await Queue.AddAsync(Meanwhile.Flag(1));
        _levels.Level = NewLevel;
        _levels.Block();
        Task<int> recomputing = Queue.RecomputeAsync();
        await _levels.Asked.WaitAsync(Hang);

        await act(Queue).WaitAsync(Hang);
        _levels.Release();
        await recomputing.WaitAsync(Hang);

        (
            await _database.ScalarAsync("SELECT reported_trust_level || ' ' || state FROM review_items WHERE id = 1")
        ).ShouldBe(row);
        await ShouldBeInOrderAsync();
    }

    // By another process, which asked later and knows better.
    [Fact]
    public async Task LevelThatChangedMeanwhile_Stays()
    {
        await Queue.AddAsync(Meanwhile.Flag(1));
        _levels.Level = NewLevel;
        _levels.Block();
        Task<int> recomputing = Queue.RecomputeAsync();
        await _levels.Asked.WaitAsync(Hang);

        await _database.ExecuteAsync("UPDATE review_items SET reported_trust_level = 2, weight = weight - 5");
        _levels.Release();

        (await recomputing.WaitAsync(Hang)).ShouldBe(1, "only its place was not right yet");
        (await CountAsync(2)).ShouldBe(1);
        await ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Failure_LeavesAQueueInOrderThatTheNextRunCompletes()
    {
        const int Users = 1200;
        await AddAsync(Users);
        _levels.Level = NewLevel;
        _levels.FailsAfter = 1;

        await Should.ThrowAsync<TimeoutException>(() => Queue.RecomputeAsync());

        (await CountAsync(NewLevel)).ShouldBe(1000);
        await ShouldBeInOrderAsync();
        _levels.FailsAfter = int.MaxValue;
        (await Queue.RecomputeAsync()).ShouldBe(Users - 1000);
        (await CountAsync(NewLevel)).ShouldBe(Users);
        await ShouldBeInOrderAsync();
        (await Queue.RecomputeAsync()).ShouldBe(0);
    }

    // A user whose items have several levels may stand at the end of one part and at the beginning of the next.
    [Fact]
    public async Task EachLevelOfAUser_IsFollowed()
    {
        await AddAsync(999);
        await Queue.AddAsync(Meanwhile.Flag(2000) with { ReportedUserId = 999, ReportedTrustLevel = 2 });
        await Queue.AddAsync(Meanwhile.Flag(2001) with { ReportedUserId = 999, ReportedTrustLevel = null });
        _levels.Level = NewLevel;

        (await Queue.RecomputeAsync()).ShouldBe(1001);

        (await CountAsync(NewLevel)).ShouldBe(1001);
        await ShouldBeInOrderAsync();
    }

    private async Task AddAsync(int users)
    {
        await using DbConnection connection = _database.Engine.Connect();
        await connection.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        ReviewQueueRepository queue = Queue.On(transaction);
        for (int user = 1; user <= users; user++)
        {
            await queue.AddAsync(Meanwhile.Flag(user));
        }

        await transaction.CommitAsync();
    }

    private async Task<int> CountAsync(int level) =>
        int.Parse(
            (await _database.ScalarAsync($"SELECT COUNT(*) FROM review_items WHERE reported_trust_level = {level}"))!,
            CultureInfo.InvariantCulture
        );

    // Weight and level of each row agree, and nothing is out of its place: without levels there is only the place to mend.
    private async Task ShouldBeInOrderAsync()
    {
        (
            await _database.ScalarAsync(
                "SELECT COUNT(DISTINCT weight + 5 * COALESCE(reported_trust_level, 0)) FROM review_items"
            )
        ).ShouldBe("1");
        var services = new ServiceCollection();
        services.AddLearningStudioModeration().AddLearningStudioModerationSql(_database.Engine.Use);
        await using ServiceProvider other = services.BuildServiceProvider();
        (await other.GetRequiredService<ReviewQueueRepository>().RecomputeAsync()).ShouldBe(
            0,
            "rows out of their place"
        );
    }

    private sealed class BlockingLevels : ITrustLevels
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _blocks;
        private int _calls;

        public int Level { get; set; }

        /// <summary>How many calls succeed.</summary>
        public int FailsAfter { get; set; } = int.MaxValue;

        public Task Asked => _asked.Task;

        public void Block() => _blocks = true;

        public void Release() => _released.SetResult();

        public async Task<IReadOnlyDictionary<long, int>> FindAsync(
            IReadOnlyCollection<long> userIds,
            CancellationToken cancellationToken = default
        )
        {
            if (_calls++ >= FailsAfter)
            {
                throw new TimeoutException();
            }

            _asked.TrySetResult();
            if (_blocks)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }

            return userIds.ToDictionary(id => id, _ => Level);
        }
    }
}
