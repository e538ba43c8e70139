using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Fills;

/// <summary>Callers of one run, each in its own right; and factories that ask the cache themselves.</summary>
public sealed class CallersOwnRightTests : IDisposable
{
    private static readonly HybridCacheEntryOptions ReadOnly = new()
    {
        Flags = HybridCacheEntryFlags.DisableLocalCacheWrite | HybridCacheEntryFlags.DisableDistributedCacheWrite,
    };
    private static readonly HybridCacheEntryOptions Nothing = new()
    {
        Flags = HybridCacheEntryFlags.DisableLocalCache | HybridCacheEntryFlags.DisableDistributedCache,
    };
    private readonly CacheFixture _fixture = new();
    private readonly TaskCompletionSource _release = new();

    public void Dispose() => _fixture.Dispose();

    // The factory of the first caller uses that one's own token, or a scope that ends with its request.
    [Theory]
    [InlineData("token")]
    [InlineData("scope")]
    [InlineData("left")]
    public async Task StartersOwnEnd_IsNotItsJoiners(string how)
    {
        int runs = 0;
        using var request = new CancellationTokenSource();
        Task<int> starter = Task.FromResult(0);
        starter = _fixture
            .Cache.GetOrCreateAsync<int>(
                "a",
                async _ =>
                {
                    await _release.Task;
                    request.Token.ThrowIfCancellationRequested();
                    throw how is "scope" ? new ObjectDisposedException("scope") : new InvalidOperationException();
                },
                cancellationToken: how is "left" ? request.Token : default
            )
            .AsTask();
        Task<int>[] joiners = [.. Enumerable.Range(0, 100).Select(_ => ReadAsync(() => ++runs))];
        if (how is not "scope")
        {
            await request.CancelAsync();
        }

        _release.SetResult();

        (await Task.WhenAll(joiners)).ShouldAllBe(value => value == 1);
        runs.ShouldBe(1);
        await Should.ThrowAsync<Exception>(starter);
    }

    // An HTTP client's timeout is a TaskCanceledException that every caller would meet.
    [Fact]
    public async Task TimeoutOfAClient_IsEverybodys()
    {
        int runs = 0;
        Task<int>[] callers =
        [
            .. Enumerable
                .Range(0, 10)
                .Select(_ =>
                    _fixture
                        .Cache.GetOrCreateAsync<int>(
                            "a",
                            async _ =>
                            {
                                Interlocked.Increment(ref runs);
                                await _release.Task;
                                throw new TaskCanceledException("slow", new TimeoutException());
                            }
                        )
                        .AsTask()
                ),
        ];

        _release.SetResult();

        foreach (Task<int> caller in callers)
        {
            await Should.ThrowAsync<TaskCanceledException>(caller);
        }

        runs.ShouldBe(1);
    }

    [Fact]
    public async Task FactoryThatAsksForItsOwnKey_IsToldSo()
    {
        InvalidOperationException told = await Should.ThrowAsync<InvalidOperationException>(() =>
            _fixture
                .Cache.GetOrCreateAsync(
                    "secret:a",
                    async token =>
                        await _fixture.Cache.GetOrCreateAsync(
                            "secret:a",
                            _ => ValueTask.FromResult(1),
                            cancellationToken: token
                        )
                )
                .AsTask()
        );

        told.Message.ShouldNotContain("secret");
        (await _fixture.Cache.GetOrCreateAsync("secret:a", _ => ValueTask.FromResult(2))).ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task FactoriesThatAskForEachOther_AreToldSo(int others)
    {
        int arrived = 0;
        Task<int>[] callers = [.. Enumerable.Range(0, others + 1).Select(Start)];

        foreach (Task<int> caller in callers)
        {
            await Should.ThrowAsync<InvalidOperationException>(caller.WaitAsync(TimeSpan.FromSeconds(10)));
        }

        Task<int> Start(int i) =>
            _fixture
                .Cache.GetOrCreateAsync(
                    $"k{i}",
                    async token =>
                    {
                        if (Interlocked.Increment(ref arrived) == others + 1)
                        {
                            _release.SetResult();
                        }

                        await _release.Task;
                        return await _fixture.Cache.GetOrCreateAsync(
                            $"k{(i + 1) % (others + 1)}",
                            _ => ValueTask.FromResult(0),
                            cancellationToken: token
                        );
                    }
                )
                .AsTask();
    }

    [Fact]
    public async Task FactoryThatAsksUnderOtherFlags_IsToldSo()
    {
        Task<int> caller = _fixture
            .Cache.GetOrCreateAsync(
                "a",
                async token =>
                    await _fixture.Cache.GetOrCreateAsync(
                        "a",
                        _ => ValueTask.FromResult(1),
                        Nothing,
                        cancellationToken: token
                    )
            )
            .AsTask();

        await Should.ThrowAsync<InvalidOperationException>(caller);
    }

    // Several at once, one after the other, shared by two, and of another cache: none of these is a circle.
    [Fact]
    public async Task FactoriesThatAskForOthers_GetThem()
    {
        using var other = new CacheFixture();
        Task<int> Leaf(string key) =>
            _fixture
                .Cache.GetOrCreateAsync(
                    key,
                    async _ =>
                    {
                        await _release.Task;
                        return 1;
                    }
                )
                .AsTask();
        Task<int> Sum(string key) =>
            _fixture
                .Cache.GetOrCreateAsync(
                    key,
                    async token =>
                        (await Task.WhenAll(Leaf("x"), Leaf("y"))).Sum()
                        + await other.Cache.GetOrCreateAsync(
                            key,
                            _ => ValueTask.FromResult(1),
                            cancellationToken: token
                        )
                )
                .AsTask();
        Task<int>[] sums = [Sum("a"), Sum("b")];

        _release.SetResult();

        (await Task.WhenAll(sums)).ShouldBe([3, 3]);
    }

    [Fact]
    public async Task WhoAsksWhetherThereIsAValue_IsToldByItsOwnFactory()
    {
        bool[] found = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(async _ =>
                {
                    bool exists = true;
                    await _fixture.Cache.GetOrCreateAsync(
                        "absent",
                        async _ =>
                        {
                            exists = false;
                            await Task.Yield();
                            return 0;
                        },
                        ReadOnly
                    );
                    return exists;
                })
        );

        found.ShouldAllBe(exists => !exists);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhereNothingIsReadOrStored_CallersShareARunAll_TheSame(bool byFlags)
    {
        using var off = new CacheFixture(options => options.Enabled = byFlags);
        int runs = 0;
        using var leaving = new CancellationTokenSource();
        Task<List<int>> Read(CancellationToken token) =>
            off
                .Cache.GetOrCreateAsync(
                    "a",
                    async _ =>
                    {
                        await _release.Task;
                        return new List<int> { Interlocked.Increment(ref runs) };
                    },
                    byFlags ? Nothing : null,
                    cancellationToken: token
                )
                .AsTask();
        Task<List<int>> leaver = Read(leaving.Token);
        Task<List<int>>[] callers = [.. Enumerable.Range(0, 100).Select(_ => Read(default))];

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaver);
        _release.SetResult();

        List<int>[] values = await Task.WhenAll(callers);
        values.ShouldAllBe(value => value.Single() == 1);
        values.Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(100, "a caller may change its own");
        runs.ShouldBe(1);
    }

    private Task<int> ReadAsync(Func<int> factory) =>
        _fixture.Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(factory())).AsTask();
}
