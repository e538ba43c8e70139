using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>One factory a key, whatever becomes of its value and of its callers.</summary>
public sealed class FillsOnRedisTests(SharedRedis redis) : IClassFixture<SharedRedis>, IAsyncLifetime
{
    private readonly RedisNodes _nodes = new(redis.Server, $"fills-{Guid.CreateVersion7():n}");
    private readonly FakeLogCollector _logs = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _node = _nodes.Create(
            options =>
            {
                options.Limits.MaxPayloadBytes = 500_000;
                options.Redis.FillWaitTimeout = TimeSpan.FromSeconds(1);
                options.Policies["hung"] = new CachePolicy
                {
                    Pattern = "hung:*",
                    FactoryTimeout = TimeSpan.FromSeconds(2),
                };
                options.Policies["ahead"] = new CachePolicy
                {
                    Pattern = "ahead:*",
                    Expiration = TimeSpan.FromSeconds(2),
                    RefreshAhead = TimeSpan.FromSeconds(1),
                };
                options.Policies["both"] = new CachePolicy
                {
                    Pattern = "both:*",
                    Expiration = TimeSpan.FromSeconds(60),
                    RefreshAhead = TimeSpan.FromSeconds(29.9),
                    FailSafe = TimeSpan.FromMinutes(5),
                    StaleAfter = TimeSpan.Zero,
                };
            },
            services =>
                services.AddSingleton<ILoggerFactory>(
                    new LoggerFactory(
                        [new FakeLoggerProvider(_logs)],
                        new LoggerFilterOptions { MinLevel = LogLevel.Error }
                    )
                )
        );
        await ServerProcess.UntilAsync(() => Task.FromResult(!_node.IsOpen), "the breaker to close");
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    // Compressed and not, kept and too large to be kept, in memory alone: callers who ask at once share one run.
    [Theory]
    [InlineData(1_000, null)]
    [InlineData(21_000, null)]
    [InlineData(140_000, null)]
    [InlineData(600_000, null)]
    [InlineData(21_000, HybridCacheEntryFlags.DisableCompression)]
    [InlineData(21_000, HybridCacheEntryFlags.DisableLocalCache)]
    [InlineData(1_000, HybridCacheEntryFlags.DisableDistributedCacheWrite)]
    [InlineData(1_000, HybridCacheEntryFlags.DisableDistributedCache)]
    [InlineData(1_000, HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableLocalCache)]
    public async Task CallersAtOnce_ShareOneRun(int size, HybridCacheEntryFlags? flags)
    {
        List<string> value = [.. Enumerable.Range(0, size / 14).Select(i => $"post {i:D6}")];
        int runs = 0;
        var release = new TaskCompletionSource();
        Task<List<string>>[] callers =
        [
            .. Enumerable
                .Range(0, 100)
                .Select(_ =>
                    _node
                        .Cache.GetOrCreateAsync(
                            $"large:{size}:{flags}",
                            async _ =>
                            {
                                Interlocked.Increment(ref runs);
                                await release.Task;
                                return value;
                            },
                            new HybridCacheEntryOptions { Flags = flags }
                        )
                        .AsTask()
                ),
        ];
        await ServerProcess.UntilAsync(() => Task.FromResult(Volatile.Read(ref runs) > 0), "the factory");
        release.SetResult();

        foreach (List<string> read in await Task.WhenAll(callers))
        {
            read.ShouldBe(value);
        }

        runs.ShouldBe(1);
        _logs.GetSnapshot().ShouldBeEmpty();
    }

    // Found in Redis by one while others join: nobody computes what is there.
    [Fact]
    public async Task CallersPastMemory_NeverComputeWhatIsThere()
    {
        await _node.Cache.SetAsync("there", "value");
        int runs = 0;
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (!time.IsCancellationRequested)
                        {
                            await _node.Cache.GetOrCreateAsync(
                                "there",
                                _ => ValueTask.FromResult($"{Interlocked.Increment(ref runs)}"),
                                RedisNodes.PastMemory
                            );
                        }
                    })
                )
        );

        runs.ShouldBe(0);
    }

    [Fact]
    public async Task HungFactory_FreesItsKeyEverywhereAtItsLimit()
    {
        Node other = await _nodes.StartAsync(options => options.Redis.FillWaitTimeout = TimeSpan.FromSeconds(30));
        var started = new TaskCompletionSource();
        Task<int> hung = _node
            .Cache.GetOrCreateAsync(
                "hung:a",
                async _ =>
                {
                    started.SetResult();
                    return await new TaskCompletionSource<int>().Task;
                }
            )
            .AsTask();
        await started.Task;
        Task<int> joiner = _node.Cache.GetOrCreateAsync("hung:a", _ => ValueTask.FromResult(1)).AsTask();
        Task<int> elsewhere = other.Cache.GetOrCreateAsync("hung:a", _ => ValueTask.FromResult(2)).AsTask();

        await Should.ThrowAsync<TimeoutException>(hung);
        await Should.ThrowAsync<TimeoutException>(joiner);
        (await elsewhere.WaitAsync(TimeSpan.FromSeconds(5))).ShouldBe(2);
        await ServerProcess.UntilAsync(
            async () => await _node.Cache.GetOrCreateAsync("hung:a", _ => ValueTask.FromResult(3)) == 2,
            "the other's value"
        );
    }

    // Its callers have left and its factory goes on, deaf: the next call need not wait for its lease.
    [Fact]
    public async Task FactoryThatOutlivesItsCallers_KeepsNobodyWaiting()
    {
        using var leaving = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        Task<int> leaver = _node
            .Cache.GetOrCreateAsync(
                "deaf",
                async _ =>
                {
                    started.SetResult();
                    return await new TaskCompletionSource<int>().Task;
                },
                cancellationToken: leaving.Token
            )
            .AsTask();
        await started.Task;
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaver);

        long began = TimeProvider.System.GetTimestamp();
        (await _node.Cache.GetOrCreateAsync("deaf", _ => ValueTask.FromResult(2))).ShouldBe(2);

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMilliseconds(900));
    }

    // Another node's slow factory is waited for once, not by each read.
    [Fact]
    public async Task LeaseThatOutlastsTheWait_IsWaitedForOnce()
    {
        Node other = await _nodes.StartAsync();
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Task<int> slow = other
            .Cache.GetOrCreateAsync(
                "slow",
                async _ =>
                {
                    started.SetResult();
                    await release.Task;
                    return 1;
                }
            )
            .AsTask();
        await started.Task;
        (await _node.Cache.GetOrCreateAsync("slow", _ => ValueTask.FromResult(2), RedisNodes.PastMemory)).ShouldBe(2);

        long began = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 5; i++)
        {
            await _node.Cache.GetOrCreateAsync("slow", _ => ValueTask.FromResult(2), RedisNodes.PastMemory);
        }

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMilliseconds(900));
        release.SetResult();
        (await slow).ShouldBe(1);
    }

    // It ends after the entry it was to replace has expired: who needs the value by then waits for it, and it is stored.
    [Fact]
    public async Task RefreshThatOutlivesItsEntry_IsJoinedAndStored()
    {
        int runs = 0;
        var release = new TaskCompletionSource();
        await _node.Cache.SetAsync("ahead:a", 1);
        await ServerProcess.UntilAsync(
            async () =>
            {
                await ReadAsync();
                return Volatile.Read(ref runs) > 0;
            },
            "the refresh"
        );
        await ServerProcess.UntilAsync(
            async () => !(await _node.Cache.TryGetAsync<int>("ahead:a")).Found,
            "the entry to expire"
        );
        Task<int> reader = ReadAsync();

        release.SetResult();

        (await reader).ShouldBe(2);
        runs.ShouldBe(1);
        (await (await _nodes.StartAsync()).Cache.TryGetAsync<int>("ahead:a")).ShouldBe((true, 2));
        Task<int> ReadAsync() =>
            _node
                .Cache.GetOrCreateAsync(
                    "ahead:a",
                    async _ =>
                    {
                        Interlocked.Increment(ref runs);
                        await release.Task;
                        return 2;
                    }
                )
                .AsTask();
    }

    // A forced refresh replaces a live value, which goes on serving until then.
    [Fact]
    public async Task LiveValueThatIsBeingReplaced_ServesFromMemory()
    {
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        await _node.Cache.SetAsync("both:a", 1);
        Task<int> refresh = _node
            .Cache.GetOrCreateAsync(
                "both:a",
                async _ =>
                {
                    started.SetResult();
                    await release.Task;
                    return 2;
                },
                new HybridCacheEntryOptions
                {
                    Flags =
                        HybridCacheEntryFlags.DisableLocalCacheRead | HybridCacheEntryFlags.DisableDistributedCacheRead,
                }
            )
            .AsTask();
        await started.Task;

        _node.Entries.ShouldBe(1);
        (await _node.Cache.TryGetAsync<int>("both:a")).ShouldBe((true, 1));
        release.SetResult();
        (await refresh).ShouldBe(2);
    }

    // A node whose clock is ahead: entries expire by the server's.
    [Fact]
    public async Task NodeWhoseClockIsAhead_LeavesOthersEntriesAlive()
    {
        var clock = new SuspendableClock();
        clock.Suspend(TimeSpan.FromHours(1));
        Node ahead = await _nodes.StartAsync(clock);
        await _node.Cache.SetAsync("timed", "value");
        (await RedisNodes.ReadAsync(ahead, "timed", "computed", RedisNodes.PastMemory)).ShouldBe("value");

        await ahead.Cache.SetAsync("timed", "by the other");

        (await RedisNodes.ReadAsync(_node, "timed", "computed", RedisNodes.PastMemory)).ShouldBe("by the other");
    }
}
