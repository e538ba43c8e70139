using LearningStudio.Caching.Staleness;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>A fill that an invalidation overtook: nobody may see its value afterwards, on any node.</summary>
public sealed class LateWriteTests(SharedRedis redis) : IClassFixture<SharedRedis>, IAsyncLifetime
{
    private readonly RedisNodes _nodes = new(redis.Server, $"late-{Guid.CreateVersion7():n}");
    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _release = new();
    private Node _one = null!;
    private Node _other = null!;

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string how in new[] { "remove", "set", "pattern", "tag", "everything" })
            {
                cases.Add(how, true);
                cases.Add(how, false);
            }

            return cases;
        }
    }

    public async Task InitializeAsync()
    {
        _one = await _nodes.StartAsync();
        _other = await _nodes.StartAsync();
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ValueFromBefore_IsSeenByNobodyAfterwards(string how, bool onTheSameNode)
    {
        Task<string> filling = FillAsync(_one);
        await _running.Task;

        await InvalidateAsync((onTheSameNode ? _one : _other).Cache, how);
        _release.SetResult();

        (await filling).ShouldBe("old", "its own caller began before the invalidation");
        Node cold = await _nodes.StartAsync();
        foreach (Node node in new[] { _one, _other, cold })
        {
            (await RedisNodes.ReadAsync(node, "a", "new", RedisNodes.PastMemory)).ShouldBe("new");
        }

        (await RedisNodes.ReadAsync(onTheSameNode ? _one : _other, "a", "new")).ShouldBe("new");
    }

    // Who joins before the other node's message arrives cannot know; the commit finds out.
    [Theory]
    [InlineData("remove")]
    [InlineData("pattern")]
    [InlineData("tag")]
    public async Task JoinerFromAfterAnotherNodesInvalidation_ReadsAgain(string how)
    {
        Task<string> filling = FillAsync(_one);
        await _running.Task;
        await _one.DropMessagesAsync();
        await InvalidateAsync(_other.Cache, how);

        Task<string> joiner = RedisNodes.ReadAsync(_one, "a", "new");
        joiner.IsCompleted.ShouldBeFalse();
        _release.SetResult();

        (await filling).ShouldBe("old");
        (await joiner).ShouldBe("new");
    }

    [Fact]
    public async Task JoinersOfAStoredValue_ShareIt()
    {
        Task<string> filling = FillAsync(_one);
        await _running.Task;
        Task<string>[] joiners = [.. Enumerable.Range(0, 5).Select(_ => RedisNodes.ReadAsync(_one, "a", "another"))];

        _release.SetResult();

        (await Task.WhenAll([filling, .. joiners])).ShouldAllBe(value => value == "old");
    }

    [Fact]
    public async Task AnotherNode_WaitsForTheLeaseAndTakesTheValue()
    {
        Task<string> filling = FillAsync(_one);
        await _running.Task;

        Task<string> waiting = RedisNodes.ReadAsync(_other, "a", "another");
        _release.SetResult();

        (await waiting).ShouldBe("old");
        (await filling).ShouldBe("old");
    }

    [Fact]
    public async Task CallersOnSeveralNodes_ShareOneRun()
    {
        Node[] nodes = [_one, _other, await _nodes.StartAsync(), await _nodes.StartAsync()];
        int runs = 0;

        Task<int>[] callers =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(caller =>
                    nodes[caller % nodes.Length]
                        .Cache.GetOrCreateAsync(
                            "a",
                            async _ =>
                            {
                                _running.TrySetResult();
                                await _release.Task;
                                return Interlocked.Increment(ref runs);
                            }
                        )
                        .AsTask()
                ),
        ];
        await _running.Task;
        _release.SetResult();

        (await Task.WhenAll(callers)).ShouldAllBe(value => value == 1);
    }

    [Fact]
    public async Task ForcedRefresh_ReplacesALiveValueWithoutHidingIt()
    {
        await RedisNodes.ReadAsync(_one, "a", "old");
        var refresh = new HybridCacheEntryOptions
        {
            Flags = HybridCacheEntryFlags.DisableLocalCacheRead | HybridCacheEntryFlags.DisableDistributedCacheRead,
        };

        await _one.Cache.GetOrCreateAsync(
            "a",
            async _ =>
            {
                (await RedisNodes.ReadAsync(_other, "a", "computed", RedisNodes.PastMemory)).ShouldBe("old");
                return "new";
            },
            refresh
        );

        await LearningStudio.Tests.Servers.ServerProcess.UntilAsync(
            async () => await RedisNodes.ReadAsync(_other, "a", "computed", RedisNodes.PastMemory) is "new",
            "the refresh to be stored"
        );
    }

    private Task<string> FillAsync(Node node) =>
        node
            .Cache.GetOrCreateAsync(
                "a",
                async _ =>
                {
                    _running.TrySetResult();
                    await _release.Task;
                    return "old";
                },
                tags: ["tag"]
            )
            .AsTask();

    private static Task InvalidateAsync(VersionedCache cache, string how) =>
        how switch
        {
            "remove" => cache.RemoveAsync("a").AsTask(),
            "set" => cache.SetAsync("a", "new").AsTask(),
            "pattern" => cache.RemoveByPatternAsync("[a-c]").AsTask(),
            "tag" => cache.RemoveByTagAsync("tag").AsTask(),
            _ => cache.RemoveByTagAsync("*").AsTask(),
        };
}
