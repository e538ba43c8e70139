using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Redis hung, gone, back, or back with older data.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private RedisNodes _nodes = null!;

    public async Task InitializeAsync()
    {
        await _server.BeginAsync();
        _nodes = new RedisNodes(_server, "outage", TimeSpan.FromMilliseconds(500));
    }

    public async Task DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _server.DisposeAsync();
    }

    // The first operation finds out; what follows never reaches the server, and only the journal can bring it there.
    [Theory]
    [InlineData("remove")]
    [InlineData("set")]
    [InlineData("pattern")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task InvalidationDuringAnOutage_IsInForceEverywhereAfterwards(string how)
    {
        Node node = await _nodes.StartAsync();
        Node other = await _nodes.StartAsync();
        await RedisNodes.ReadAsync(node, "a", "old");
        await OpenAsync(node);

        await InvalidateAsync(node.Cache, how);

        (await RedisNodes.ReadAsync(node, "a", "new")).ShouldBe("new");
        await RecoverAsync(node, other);
        (await RedisNodes.ReadAsync(other, "a", "new", RedisNodes.PastMemory)).ShouldBe("new");
        (await RedisNodes.ReadAsync(node, "a", "new")).ShouldBe("new");
    }

    [Fact]
    public async Task MoreInvalidationsThanTheJournalHolds_AllAreInForceAfterwards()
    {
        Node node = await _nodes.StartAsync(options => options.Redis.JournalCapacity = 2);
        Node other = await _nodes.StartAsync();
        string[] keys = ["a", "b", "c", "d", "e"];
        foreach (string key in keys)
        {
            await RedisNodes.ReadAsync(node, key, "old");
        }

        await OpenAsync(node);
        foreach (string key in keys)
        {
            await node.Cache.RemoveAsync(key);
        }

        await RecoverAsync(node, other);
        foreach (string key in keys)
        {
            (await RedisNodes.ReadAsync(other, key, "new", RedisNodes.PastMemory)).ShouldBe("new");
        }
    }

    [Fact]
    public async Task PatternRemoval_SaysHowFarItReached()
    {
        Node node = await _nodes.StartAsync();

        (await node.Cache.RemoveByPatternAsync("a*")).ShouldBe(InvalidationScope.Everywhere);
        await OpenAsync(node);
        (await node.Cache.RemoveByPatternAsync("a*")).ShouldBe(InvalidationScope.ThisProcess);
    }

    [Fact]
    public async Task ServerRestoredFromOlderData_IsNotTrusted()
    {
        Node node = await _nodes.StartAsync();
        await RedisNodes.ReadAsync(node, "a", "old");
        await RedisNodes.ReadAsync(node, "b", "old");
        await ServerProcess.UntilAsync(
            async () => (await RedisNodes.ReadAsync(node, "a", "old", RedisNodes.PastMemory)) is "old",
            "the value to be stored"
        );
        await _server.ExecuteAsync("SAVE");
        await node.Cache.RemoveByPatternAsync("a");
        await node.Cache.RemoveAsync("b");

        await _server.RestartAsync(withData: true);

        Node cold = await _nodes.StartAsync();
        (await RedisNodes.ReadAsync(cold, "a", "new")).ShouldBe("new");
        (await RedisNodes.ReadAsync(cold, "b", "new")).ShouldBe("new");
    }

    [Fact]
    public async Task FillThatSawTheGateChange_IsStoredNowhere()
    {
        Node node = await _nodes.StartAsync();

        // The server knows the script that stores: what would be stored is there before the next read.
        await RedisNodes.ReadAsync(node, "b", "any");
        await ServerProcess.UntilAsync(
            async () => await RedisNodes.ReadAsync(node, "b", "another", RedisNodes.PastMemory) is "any",
            "the value to be stored"
        );
        var running = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Task<string> filling = node
            .Cache.GetOrCreateAsync(
                "a",
                async _ =>
                {
                    running.SetResult();
                    await release.Task;
                    return "old";
                }
            )
            .AsTask();
        await running.Task;

        await OpenAsync(node);
        await RecoverAsync(node);
        release.SetResult();

        (await filling).ShouldBe("old");
        (await node.Cache.TryGetAsync<string>("a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task ForgottenRecords_LeaveNothingAlive()
    {
        Node node = await _nodes.StartAsync(options => options.Limits.InvalidationRecords = 3);
        await RedisNodes.ReadAsync(node, "a", "old");
        await node.Cache.RemoveByPatternAsync("a");
        foreach (string other in new[] { "v", "w", "x", "y", "z" })
        {
            await node.Cache.RemoveByPatternAsync(other);
        }

        Node cold = await _nodes.StartAsync();

        (await RedisNodes.ReadAsync(cold, "a", "new")).ShouldBe("new");
    }

    [Fact]
    public async Task NoServerAtStart_MemoryServesAndTheServerIsFoundLater()
    {
        _server.Process.Kill();
        await using var node = new Node(_server.Configuration, "outage");

        (await RedisNodes.ReadAsync(node, "a", "first")).ShouldBe("first");
        (await RedisNodes.ReadAsync(node, "a", "second")).ShouldBe("first");

        await _server.BeginAsync();
        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");
        (await RedisNodes.ReadAsync(node, "a", "third")).ShouldBe("third", "what an outage left is dropped");
    }

    [Fact]
    public async Task TwoDatabasesOfOneServer_LeaveEachOtherAlone()
    {
        await using var first = new Node($"{_server.Configuration},defaultDatabase=0", "outage");
        await using var second = new Node($"redis://{_server.Configuration}/1", "outage");
        await RedisNodes.ReadAsync(first, "a", "first");
        await RedisNodes.ReadAsync(second, "a", "second");
        int generation = second.Generation;

        await first.Cache.RemoveByPatternAsync("*");
        await first.Cache.RemoveAsync("a");
        await ServerProcess.UntilAsync(
            async () => await RedisNodes.ReadAsync(first, "a", "new") is "new",
            "the removal"
        );

        (await RedisNodes.ReadAsync(second, "a", "new", RedisNodes.PastMemory)).ShouldBe("second");
        second.Generation.ShouldBe(generation);
    }

    [Fact]
    public async Task LifetimeOfLessThanAMillisecond_DisturbsNobody()
    {
        Node node = await _nodes.StartAsync();
        var hardly = new HybridCacheEntryOptions { Expiration = TimeSpan.FromTicks(1) };

        await node.Cache.SetAsync("a", "value", hardly);
        (await RedisNodes.ReadAsync(node, "b", "value", hardly)).ShouldBe("value");

        node.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task DisposedByBothItsNames_EndsQuietly()
    {
        Node node = await _nodes.StartAsync();

        await node.DisposeAsync();
        await node.DisposeAsync();

        (await RedisNodes.ReadAsync(node, "a", "computed")).ShouldBe("computed");
    }

    [Fact]
    public async Task SharedConnection_IsUsedAndLeftOpen()
    {
        await using ConnectionMultiplexer shared = await ConnectionMultiplexer.ConnectAsync(_server.Configuration);
        await using (
            var node = new Node(
                "",
                "outage",
                options =>
                    options.Redis.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(shared)
            )
        )
        {
            await RedisNodes.ReadAsync(node, "a", "old");
            Node other = await _nodes.StartAsync();
            await other.Cache.RemoveAsync("a");
            (await RedisNodes.ReadAsync(node, "a", "new", RedisNodes.PastMemory)).ShouldBe("new");
        }

        shared.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Sweep_RemovesWhatIsDeadAndNothingElse()
    {
        Node node = await _nodes.StartAsync();
        foreach (string key in new[] { "dead:1", "dead:2", "alive", "[a]" })
        {
            await node.Cache.SetAsync(key, "value", tags: [key is "alive" ? "kept" : "tag"]);
        }

        await node.Cache.RemoveByPatternAsync("dead:*");
        await node.Cache.RemoveByTagAsync("tag");
        await node.Cache.SetAsync("dead:2", "new");

        (await node.SweepAsync()).ShouldBe(2);
        (await node.SweepAsync()).ShouldBe(0, "one sweep an interval");
        (await node.Cache.TryGetPastMemoryAsync<string>("alive")).Value.ShouldBe("value");
        (await node.Cache.TryGetPastMemoryAsync<string>("dead:2")).Value.ShouldBe("new");
    }

    private static Task InvalidateAsync(VersionedCache cache, string how) =>
        how switch
        {
            "remove" => cache.RemoveAsync("a").AsTask(),
            "set" => cache.SetAsync("a", "new").AsTask(),
            "pattern" => cache.RemoveByPatternAsync("[a-c]").AsTask(),
            "tag" => cache.RemoveByTagAsync("tag").AsTask(),
            _ => cache.RemoveByPatternAsync("*").AsTask(),
        };

    private async Task OpenAsync(Node node)
    {
        _server.Process.Hang();
        await ServerProcess.UntilAsync(
            async () =>
            {
                await node.Cache.TryGetAsync<string>("nothing");
                return node.IsOpen;
            },
            "the breaker to open"
        );
    }

    private async Task RecoverAsync(params Node[] nodes)
    {
        _server.Process.GoOn();
        await ServerProcess.UntilAsync(() => Task.FromResult(nodes.All(node => !node.IsOpen)), "the breakers to close");
    }
}
