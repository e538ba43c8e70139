using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>A server that answers late, or a process that stands still: what memory holds is worth as much as before.</summary>
public sealed class PausedServerTests : IAsyncLifetime
{
    private const int Keys = 5_000;
    private const int Spared = 4_950;
    private readonly RedisServer _server = new();
    private RedisNodes _nodes = null!;

    public async Task InitializeAsync()
    {
        await _server.BeginAsync();
        _nodes = new RedisNodes(_server, "paused");
    }

    public async Task DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(700)]
    [InlineData(1600)]
    [InlineData(10_000)]
    public async Task PauseOfTheServer_LeavesMemoryAsItIs(int milliseconds)
    {
        Node node = await StartFilledAsync(FailFast);
        long before = node.RedisReads;
        using var reading = new CancellationTokenSource();
        Task readers = ReadOnAsync(node, reading.Token);

        _server.Process.Hang();
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
        _server.Process.GoOn();
        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await reading.CancelAsync();
        await readers;

        node.Entries.ShouldBeGreaterThanOrEqualTo(Spared);
        (node.RedisReads - before).ShouldBeLessThanOrEqualTo(Keys - Spared);
    }

    // What another process invalidates meanwhile is in force here when Redis is back, and nothing else is lost.
    [Theory]
    [InlineData("remove")]
    [InlineData("set")]
    [InlineData("pattern")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task InvalidatedElsewhereMeanwhile_IsInForceAfterwards(string how)
    {
        Node node = await StartFilledAsync();
        Node other = await _nodes.StartAsync();
        node.Fail("a fault of this node alone");
        await InvalidateAsync(other.Cache, how);

        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");

        (await ReadAsync(node, 7, "new")).ShouldBe("new");
        (await ReadAsync(node, 8, "new")).ShouldBe(how is "everything" ? "new" : "old");
        node.Entries.ShouldBeGreaterThanOrEqualTo(how is "everything" ? 0 : Spared);
    }

    // And so is what the node itself invalidates: its own numbers, and then Redis's for the same.
    [Theory]
    [InlineData("remove")]
    [InlineData("pattern")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task InvalidatedHereMeanwhile_StaysInForceOverManyOutages(string how)
    {
        Node node = await StartFilledAsync();
        Node other = await _nodes.StartAsync();
        for (int outage = 0; outage < 5; outage++)
        {
            await ReadAsync(node, 7, $"{outage}");
            node.Fail("a fault of this node alone");
            await InvalidateAsync(node.Cache, how);
            (await ReadAsync(node, 7, $"new {outage}")).ShouldBe($"new {outage}");
            await InvalidateAsync(node.Cache, how);
            await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");

            (await ReadAsync(node, 7, $"{outage + 1}")).ShouldBe($"{outage + 1}");
            await InvalidateAsync(other.Cache, how);
            await ServerProcess.UntilAsync(
                async () => await ReadAsync(node, 7, "last") is "last",
                "the other's invalidation"
            );
            await InvalidateAsync(node.Cache, how);
        }

        (await ReadAsync(node, 8, "new")).ShouldBe(how is "everything" ? "new" : "old");
    }

    [Fact]
    public async Task ProbesAndSweepsDuringAPause_OpenNothing()
    {
        Node node = await _nodes.StartAsync(options =>
        {
            FailFast(options);
            options.Redis.HeartbeatInterval = TimeSpan.FromMinutes(1);
        });
        await node.Cache.SetAsync("a", "old");
        int generation = node.Generation;
        _server.Process.Hang();

        await node.ReadStatsAsync();
        await node.SweepAsync();
        _server.Process.GoOn();

        node.Generation.ShouldBe(generation);
        node.Entries.ShouldBe(1);
    }

    // A process that was paused has missed its heartbeats: one look tells for all entries what it missed.
    [Fact]
    public async Task ProcessThatStoodStill_LooksOnceForAllEntries()
    {
        var clock = new SuspendableClock();
        Node node = await _nodes.StartAsync(
            clock,
            options => options.Redis.HeartbeatInterval = TimeSpan.FromMinutes(1)
        );
        await FillAsync(node);
        Node other = await _nodes.StartAsync();
        await node.DropMessagesAsync();
        await other.Cache.RemoveAsync("k7");
        long before = node.RedisReads;

        clock.Suspend(TimeSpan.FromHours(1));

        (await ReadAsync(node, 7, "new")).ShouldBe("new");
        for (int key = 0; key < Keys; key++)
        {
            (await ReadAsync(node, key, "unread")).ShouldBe(key == 7 ? "new" : "old");
        }

        (node.RedisReads - before).ShouldBeLessThan(10);
    }

    private static ValueTask<string> ReadAsync(Node node, int key, string value) =>
        node.Cache.GetOrCreateAsync($"k{key}", _ => ValueTask.FromResult(value), tags: [$"t{key}"]);

    private static Task InvalidateAsync(VersionedCache cache, string how) =>
        how switch
        {
            "remove" => cache.RemoveAsync("k7").AsTask(),
            "set" => cache.SetAsync("k7", "new").AsTask(),
            "pattern" => cache.RemoveByPatternAsync("*7").AsTask(),
            "tag" => cache.RemoveByTagAsync("t7").AsTask(),
            _ => cache.RemoveByTagAsync("*").AsTask(),
        };

    // A pause is to be noticed; elsewhere no operation fails, however loaded the machine is.
    private static void FailFast(VersionedCacheOptions options) =>
        options.Redis.OperationTimeout = TimeSpan.FromMilliseconds(500);

    // What is set in an outage counts as removed when Redis is back: a node that left Redis meanwhile is not filled.
    private async Task<Node> StartFilledAsync(Action<VersionedCacheOptions>? configure = null)
    {
        Node node = null!;
        await ServerProcess.UntilAsync(
            async () =>
            {
                node = await _nodes.StartAsync(configure);
                int generation = node.Generation;
                await FillAsync(node);
                return node.Generation == generation;
            },
            "a node that is filled without an outage"
        );
        return node;
    }

    private static async Task FillAsync(Node node)
    {
        for (int key = 0; key < Keys; key++)
        {
            await node.Cache.SetAsync(
                $"k{key}",
                "old",
                new HybridCacheEntryOptions { Expiration = TimeSpan.FromHours(2) },
                [$"t{key}"]
            );
        }
    }

    private static async Task ReadOnAsync(Node node, CancellationToken stopping)
    {
        for (int key = 0; !stopping.IsCancellationRequested; key = (key + 1) % Keys)
        {
            await ReadAsync(node, key, "old");
            if (key % 100 == 0)
            {
                await Task.Yield();
            }
        }
    }
}
