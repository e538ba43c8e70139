using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>How long values live in Redis, and in what form; the server's clock decides.</summary>
public sealed class ExpiryOnRedisTests(SharedRedis redis) : IClassFixture<SharedRedis>, IAsyncLifetime
{
    private static readonly string Large = string.Concat(Enumerable.Repeat("The quick brown fox. ", 5000));
    private readonly RedisNodes _nodes = new(redis.Server, $"expiry-{Guid.CreateVersion7():n}");
    private Node _one = null!;
    private Node _other = null!;

    public async Task InitializeAsync()
    {
        _one = await _nodes.StartAsync(Configure);
        _other = await _nodes.StartAsync(Configure);
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task FactoryFails_TheExpiredValueServesOnEveryNode()
    {
        await _one.Cache.SetAsync("safe:a", "old");
        int failures = 0;

        await ServerProcess.UntilAsync(
            async () =>
            {
                (await FailAsync(_other, "safe:a", () => failures++)).ShouldBe("old");
                return failures > 0;
            },
            "the value to expire"
        );

        Node cold = await _nodes.StartAsync(Configure);
        (await FailAsync(cold, "safe:a", () => failures++)).ShouldBe("old");
        failures.ShouldBe(1, "the old value serves for five seconds");
        await _one.Cache.RemoveAsync("safe:a");
        foreach (Node node in new[] { _one, _other, cold })
        {
            await Should.ThrowAsync<InvalidTimeZoneException>(() =>
                FailAsync(node, "safe:a", () => { }, RedisNodes.PastMemory)
            );
        }
    }

    [Fact]
    public async Task DueOnSeveralNodes_OneOfThemComputes()
    {
        await _one.Cache.SetAsync("hot:a", "old");
        int runs = 0;
        Node[] nodes = [_one, _other];

        await ServerProcess.UntilAsync(
            async () =>
            {
                foreach (Node node in nodes)
                {
                    await ReadAsync(node, "hot:a", () => $"new {Interlocked.Increment(ref runs)}");
                }

                (bool found, string? stored) = await _other.Cache.TryGetPastMemoryAsync<string>("hot:a");
                return found && stored is not "old";
            },
            "the new value"
        );

        runs.ShouldBe(1);

        // The mark is gone, and what the other has in memory is due: it takes what is stored.
        await (await redis.Server.ConnectAsync()).KeyDeleteAsync($"{_nodes.Prefix}:refresh:v1:hot:a");
        await ServerProcess.UntilAsync(
            async () =>
            {
                string[] read = await Task.WhenAll(nodes.Select(node => ReadAsync(node, "hot:a", () => "again")));
                return read.All(value => value == "new 1");
            },
            "the new value on every node"
        );
    }

    [Fact]
    public async Task FactoryHangsUntilItsCallersLeave_TheExpiredValueIsThereForTheNext()
    {
        await _one.Cache.SetAsync("safe:b", "old");
        using var leaving = new CancellationTokenSource();
        var running = new TaskCompletionSource();

        Task hanging = ServerProcess.UntilAsync(
            async () =>
                await _one.Cache.GetOrCreateAsync(
                    "safe:b",
                    async token =>
                    {
                        running.TrySetResult();
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                        return "never";
                    },
                    cancellationToken: leaving.Token
                )
                    is "never",
            "the value to expire"
        );
        await running.Task;
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => hanging);

        (await FailAsync(_other, "safe:b", () => { })).ShouldBe("old");
    }

    [Fact]
    public async Task Null_IsAnAnswerForTheOtherNodesToo()
    {
        await _one.Cache.SetAsync<string?>("absent:a", null);

        (await _other.Cache.TryGetAsync<string?>("absent:a")).ShouldBe((true, null));
        await ServerProcess.UntilAsync(
            async () => !(await _other.Cache.TryGetAsync<string?>("absent:a")).Found,
            "null to expire"
        );
    }

    [Fact]
    public async Task LargeValue_IsCompressedUnlessTheCallForbids()
    {
        await _one.Cache.SetAsync("large", Large);
        await _one.Cache.SetAsync(
            "plain",
            Large,
            new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableCompression }
        );
        await _one.Cache.SetAsync("small", "The quick brown fox.");

        IDatabase server = await redis.Server.ConnectAsync();
        (await server.StringLengthAsync(_nodes.Wire("large"))).ShouldBeLessThan(Large.Length / 50);
        (await server.StringLengthAsync(_nodes.Wire("plain"))).ShouldBeGreaterThan(Large.Length);
        foreach ((string key, string value) in new[] { ("large", Large), ("plain", Large) })
        {
            (await _other.Cache.TryGetAsync<string>(key)).Value.ShouldBe(value);
        }
    }

    [Fact]
    public async Task AnotherVersionOfTheFamily_IsAMiss()
    {
        await _one.Cache.SetAsync("versioned:a", "old");
        Node newer = await _nodes.StartAsync(options =>
            options.Policies["versioned"] = new CachePolicy { Pattern = "versioned:*", Version = 2 }
        );

        (await newer.Cache.TryGetAsync<string>("versioned:a")).Found.ShouldBeFalse();
        (await _other.Cache.TryGetAsync<string>("versioned:a")).Found.ShouldBeTrue();
    }

    private static void Configure(VersionedCacheOptions options)
    {
        options.Policies["safe"] = new CachePolicy
        {
            Pattern = "safe:*",
            Expiration = TimeSpan.FromMilliseconds(300),
            FailSafe = TimeSpan.FromMinutes(10),
        };
        options.Policies["hot"] = new CachePolicy
        {
            Pattern = "hot:*",
            Expiration = TimeSpan.FromSeconds(4),
            RefreshAhead = TimeSpan.FromSeconds(2),
            LocalExpiration = TimeSpan.FromMinutes(1),
        };
        options.Policies["absent"] = new CachePolicy
        {
            Pattern = "absent:*",
            NegativeExpiration = TimeSpan.FromMilliseconds(300),
        };
    }

    private static Task<string> FailAsync(
        Node node,
        string key,
        Action onFailure,
        HybridCacheEntryOptions? options = null
    ) =>
        ReadAsync(
            node,
            key,
            () =>
            {
                onFailure();
                throw new InvalidTimeZoneException();
            },
            options
        );

    private static Task<string> ReadAsync(
        Node node,
        string key,
        Func<string> factory,
        HybridCacheEntryOptions? options = null
    ) => node.Cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(factory()), options).AsTask();
}
