using LearningStudio.Caching.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests;

public sealed class VersionedCacheTests : IDisposable
{
    private readonly CacheFixture _fixture = new(o => o.Limits.MaxPayloadBytes = 1000);
    private int _runs;

    private VersionedCache Cache => _fixture.Cache;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task SecondRead_IsAHit()
    {
        (await Read("a")).ShouldBe(1);
        (await Read("a")).ShouldBe(1);
    }

    [Fact]
    public async Task ExpiredEntry_IsComputedAgain()
    {
        await Read("a", new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(10) });
        _fixture.Clock.Advance(TimeSpan.FromSeconds(9.999));
        (await Read("a")).ShouldBe(1);

        _fixture.Clock.Advance(TimeSpan.FromSeconds(0.001));

        (await Read("a")).ShouldBe(2);
    }

    [Fact]
    public async Task NullValue_IsCached()
    {
        string? value = await Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult<string?>(null));

        value.ShouldBeNull();
        (await Cache.TryGetAsync<string>("a")).Found.ShouldBeTrue();
    }

    [Fact]
    public async Task FactoryException_ReachesTheCallerAndIsNotCached()
    {
        await Should.ThrowAsync<TimeoutException>(async () =>
            await Cache.GetOrCreateAsync<int>("a", _ => throw new TimeoutException())
        );

        (await Read("a")).ShouldBe(1);
    }

    [Fact]
    public async Task MutableValue_IsIsolatedBetweenCallers()
    {
        List<int> first = await Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(new List<int> { 1 }));
        first.Add(2);

        List<int> second = await Cache.GetOrCreateAsync<List<int>>("a", _ => throw new InvalidOperationException());

        second.ShouldBe([1]);
    }

    [Fact]
    public async Task HitOnARecord_AllocatesNothing()
    {
        var topic = new Topic(7, "title");
        await Cache.SetAsync("topic", topic, tags: ["topics"]);
        ReadTopic().ShouldBeSameAs(topic);

        // The runtime's first, quick compilation of a method may still allocate; it is replaced while we ask.
        await LearningStudio.Tests.Servers.ServerProcess.UntilAsync(
            () => Task.FromResult(AllocatedBy(ReadTopic) == 0),
            "hits that allocate nothing"
        );
    }

    [Fact]
    public async Task HitByAnInterpolatedKey_AllocatesNothing()
    {
        await Cache.SetAsync("topic:7", new Topic(7, "title"));
        ReadTopicByNumber().Title.ShouldBe("title");

        await LearningStudio.Tests.Servers.ServerProcess.UntilAsync(
            () => Task.FromResult(AllocatedBy(ReadTopicByNumber) == 0),
            "hits that allocate nothing"
        );
    }

    [Fact]
    public async Task SpanKey_ReadsJudgesAndStoresLikeAString()
    {
        (await Cache.GetOrCreateAsync("topic:7".AsSpan(), _ => ValueTask.FromResult(1))).ShouldBe(1);
        (await Cache.GetOrCreateAsync("topic:7".AsSpan(), _ => ValueTask.FromResult(2))).ShouldBe(1);
        await Cache.RemoveByPatternAsync("topic:*");
        (await Cache.GetOrCreateAsync("topic:7".AsSpan(), _ => ValueTask.FromResult(3))).ShouldBe(3);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        (await Cache.GetOrCreateAsync("topic:7".AsSpan(), _ => ValueTask.FromResult(4))).ShouldBe(4);
        (await Cache.GetOrCreateAsync(" ".AsSpan(), _ => ValueTask.FromResult(5))).ShouldBe(5);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Cache.GetOrCreateAsync(
                "topic:7".AsSpan(),
                _ => ValueTask.FromResult(6),
                cancellationToken: new CancellationToken(canceled: true)
            )
        );
    }

    [Fact]
    public async Task AnotherType_IsAMiss()
    {
        await Read("a");

        (await Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult("text"))).ShouldBe("text");
    }

    [Fact]
    public async Task OversizedValue_IsReturnedAndNotKept()
    {
        await Cache.SetAsync("a", new[] { 1 });

        byte[] large = await Cache.GetOrCreateAsync("b", _ => ValueTask.FromResult(new byte[2000]));
        await Cache.SetAsync("a", new int[2000]);

        large.Length.ShouldBe(2000);
        (await Cache.TryGetAsync<byte[]>("b")).Found.ShouldBeFalse();
        (await Cache.TryGetAsync<int[]>("a")).Found.ShouldBeFalse("the older value must not survive the newer one");
        EventIds().ShouldBe([Log.PayloadTooLargeId, Log.PayloadTooLargeId]);
    }

    [Fact]
    public async Task UnserialisableValue_IsReturnedAndNotKept()
    {
        Action value = await Cache.GetOrCreateAsync<Action>("a", _ => ValueTask.FromResult<Action>(Dispose));

        value.ShouldNotBeNull();
        EventIds().ShouldBe([Log.UnwritableValueId]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("secret\u0001")]
    public async Task UncacheableKey_RunsTheFactoryAndIsLoggedWithoutTheKey(string key)
    {
        (await Read(key)).ShouldBe(1);
        (await Read(key)).ShouldBe(2);
        await Cache.SetAsync(key, 5);
        await Cache.RemoveAsync(key);

        EventIds().ShouldBe([Log.UncacheableKeyId, Log.UncacheableKeyId]);
        _fixture.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains("secret"));
    }

    [Fact]
    public async Task HalfASurrogatePair_IsNotCached()
    {
        string key = "k" + '\ud800';

        (await Read(key)).ShouldBe(1);
        (await Read(key)).ShouldBe(2);
        (await Read("k\U0001f3b0")).ShouldBe(3);
        (await Read("k\U0001f3b0")).ShouldBe(3);
    }

    [Fact]
    public async Task KeyLength_IsBoundedByTheLimit()
    {
        await Read(new string('k', 1024));
        (await Read(new string('k', 1024))).ShouldBe(1);

        await Read(new string('k', 1025));
        (await Read(new string('k', 1025))).ShouldBe(3);
    }

    [Theory]
    [InlineData(HybridCacheEntryFlags.DisableLocalCacheRead, 2, 2)]
    [InlineData(HybridCacheEntryFlags.DisableLocalCacheWrite, 1, 1)]
    [InlineData(HybridCacheEntryFlags.DisableLocalCache, 2, 1)]
    [InlineData(HybridCacheEntryFlags.DisableUnderlyingData, 1, 1)]
    public async Task Flags_OverAnEntry(HybridCacheEntryFlags flags, int read, int next)
    {
        await Read("a");

        (await Read("a", new HybridCacheEntryOptions { Flags = flags })).ShouldBe(read);
        (await Read("a")).ShouldBe(next);
    }

    [Theory]
    [InlineData(HybridCacheEntryFlags.DisableLocalCacheRead, 1, 1)]
    [InlineData(HybridCacheEntryFlags.DisableLocalCacheWrite, 1, 2)]
    [InlineData(HybridCacheEntryFlags.DisableUnderlyingData, 0, 1)]
    public async Task Flags_OverNothing(HybridCacheEntryFlags flags, int read, int next)
    {
        (await Read("a", new HybridCacheEntryOptions { Flags = flags })).ShouldBe(read);
        (await Read("a")).ShouldBe(next);
    }

    [Fact]
    public async Task Capacity_BoundsTheEntries()
    {
        using var small = new CacheFixture(o => o.Limits.LocalCapacity = 10);
        for (int i = 0; i < 1000; i++)
        {
            await small.Cache.SetAsync($"k:{i}", i);
        }

        int kept = 0;
        for (int i = 0; i < 1000; i++)
        {
            kept += (await small.Cache.TryGetAsync<int>($"k:{i}")).Found ? 1 : 0;
        }

        kept.ShouldBeInRange(1, 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("*")]
    public async Task InvalidTag_IsRefused(string tag)
    {
        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await Cache.SetAsync("a", 1, tags: ["good", tag])
        );

        refused.ParamName.ShouldBe("tags");
    }

    [Fact]
    public async Task PatternTooLong_IsRefusedWithItsBound()
    {
        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(async () =>
            await Cache.RemoveByPatternAsync(new string('x', 1025))
        );

        refused.Message.ShouldContain("1025");
        refused.Message.ShouldContain("MaxKeyLength");
    }

    [Fact]
    public async Task CancelledCall_DoesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(_runs++), cancellationToken: cancelled)
        );

        _runs.ShouldBe(0);
    }

    private ValueTask<int> Read(string key, HybridCacheEntryOptions? options = null) =>
        Cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(++_runs), options);

    private int[] EventIds() => [.. _fixture.Logs.GetSnapshot().Select(record => record.Id.Id)];

    private static long AllocatedBy(Func<Topic> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            read();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private Topic ReadTopicByNumber()
    {
        int number = 7;
        ValueTask<Topic> read = Cache.GetOrCreateAsync<Topic>(
            $"topic:{number}",
            static _ => throw new InvalidOperationException()
        );
        return read.IsCompletedSuccessfully ? read.Result : throw new InvalidOperationException("A hit waited.");
    }

    // It ends at once: the entry is there.
    private Topic ReadTopic()
    {
        ValueTask<Topic> read = Cache.GetOrCreateAsync<Topic>(
            "topic",
            static _ => throw new InvalidOperationException()
        );
        return read.IsCompletedSuccessfully ? read.Result : throw new InvalidOperationException("A hit waited.");
    }

    private sealed record Topic(int Id, string Title);
}
