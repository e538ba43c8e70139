using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>What is sent to Redis, and what is left there.</summary>
public sealed class CommandTests(SharedRedis redis) : IClassFixture<SharedRedis>, IAsyncLifetime
{
    private const int Times = 30;
    private readonly RedisNodes _nodes = new(redis.Server, $"commands-{Guid.CreateVersion7():n}");
    private ConnectionMultiplexer _connection = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.Configuration);
        // Both of its connections stand: a later one would open the breaker for a moment.
        await _connection.GetSubscriber().PingAsync();
        _node = await _nodes.StartAsync(options =>
        {
            options.Redis.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(_connection);
            options.Redis.HeartbeatInterval = TimeSpan.FromMinutes(1);
        });

        // The server gets to know the scripts.
        await RedisNodes.ReadAsync(_node, "first", "value", RedisNodes.PastMemory);
        await WhenStoredAsync("first");
        await _node.Cache.RemoveByPatternAsync("first");
    }

    public async Task DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task Miss_SendsThreeCommandsAndAFindOne()
    {
        (await CommandsAsync(i => RedisNodes.ReadAsync(_node, $"k{i}", "value", RedisNodes.PastMemory))).ShouldBe(
            3 * Times
        );

        await ReadAllAsync();
        (await CommandsAsync(i => RedisNodes.ReadAsync(_node, $"k{i}", "another", RedisNodes.PastMemory))).ShouldBe(
            Times
        );
    }

    [Fact]
    public async Task MissOverADeadEntry_SendsThreeCommands()
    {
        await ReadAllAsync();
        await WhenStoredAsync($"k{Times - 1}");
        await _node.Cache.RemoveByPatternAsync("k*");
        await ReadAllAsync();
        await _node.Cache.RemoveByPatternAsync("k*");

        (await CommandsAsync(i => RedisNodes.ReadAsync(_node, $"k{i}", "new", RedisNodes.PastMemory))).ShouldBe(
            3 * Times
        );
    }

    [Fact]
    public async Task Removal_SendsOneCommand() =>
        (await CommandsAsync(i => _node.Cache.RemoveByPatternAsync($"k{i}:*").AsTask())).ShouldBe(Times);

    // The first finds after nothing but misses still have a lease sent along, which must not be left behind.
    [Fact]
    public async Task ValuesOfAnotherNode_AreFoundThoughAMissWasExpected()
    {
        Node other = await _nodes.StartAsync();
        await ReadAllAsync();
        await WhenStoredAsync($"k{Times - 1}");

        for (int i = 0; i < Times; i++)
        {
            (await RedisNodes.ReadAsync(other, $"k{i}", "another", RedisNodes.PastMemory)).ShouldBe("value");
        }
    }

    [Fact]
    public async Task FactoryThatFails_LeavesNoLeaseBehind()
    {
        Should.Throw<InvalidTimeZoneException>(() =>
            _node
                .Cache.GetOrCreateAsync<string>("failing", _ => throw new InvalidTimeZoneException())
                .AsTask()
                .GetAwaiter()
                .GetResult()
        );

        IDatabase server = await redis.Server.ConnectAsync();
        await ServerProcess.UntilAsync(
            async () => !await server.KeyExistsAsync(_nodes.Wire("failing")),
            "the lease to be given back"
        );
    }

    [Fact]
    public async Task ServerThatForgotTheScripts_IsGivenThemAgain()
    {
        await ReadAllAsync();
        int generation = _node.Generation;

        await redis.Server.ExecuteAsync("SCRIPT", "FLUSH");

        (await _node.Cache.RemoveByPatternAsync("k*")).ShouldBe(InvalidationScope.Everywhere);
        (await RedisNodes.ReadAsync(_node, "k0", "new")).ShouldBe("new");
        _node.Generation.ShouldBe(generation, "nothing failed");
    }

    private async Task ReadAllAsync()
    {
        for (int i = 0; i < Times; i++)
        {
            await RedisNodes.ReadAsync(_node, $"k{i}", "value", RedisNodes.PastMemory);
        }
    }

    // A value is stored after its reader has it.
    private async Task WhenStoredAsync(string key)
    {
        IDatabase server = await redis.Server.ConnectAsync();
        await ServerProcess.UntilAsync(async () => await server.StringLengthAsync(_nodes.Wire(key)) > 12, "the value");
    }

    private async Task<long> CommandsAsync(Func<int, Task> run)
    {
        long before = _connection.OperationCount;
        for (int i = 0; i < Times; i++)
        {
            await run(i);
        }

        return _connection.OperationCount - before;
    }
}
