using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Fills;

public sealed class StampedeTests : IDisposable
{
    private readonly CacheFixture _fixture = new();
    private readonly TaskCompletionSource _release = new();
    private CancellationToken _factoryToken;
    private int _runs;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task CallersDuringARun_ShareIt()
    {
        Task<int>[] callers = [.. Enumerable.Range(0, 1000).Select(_ => Read())];
        callers.ShouldAllBe(caller => !caller.IsCompleted);

        _release.SetResult();

        (await Task.WhenAll(callers)).ShouldAllBe(value => value == 1);
    }

    // A caller may look just before a quick run is stored and ask just after: it must look again.
    [Fact]
    public async Task CallersAroundTheEndOfAQuickRun_ShareIt()
    {
        for (int round = 0; round < 300; round++)
        {
            int runs = 0;
            using var barrier = new Barrier(4);
            Task[] callers =
            [
                .. Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        Task.Factory.StartNew(
                            () =>
                            {
                                barrier.SignalAndWait();
                                return _fixture.Cache.GetOrCreateAsync(
                                    $"quick:{round}",
                                    _ => ValueTask.FromResult(Interlocked.Increment(ref runs))
                                );
                            },
                            TaskCreationOptions.LongRunning
                        )
                    ),
            ];
            await Task.WhenAll(callers);

            runs.ShouldBe(1);
        }
    }

    [Fact]
    public async Task JoinersOfAValueThatCannotBeCopied_ComputeTheirOwnAtOnce()
    {
        var gates = new TaskCompletionSource();
        int started = 0;
        Task<Action>[] callers =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(_ =>
                    _fixture
                        .Cache.GetOrCreateAsync<Action>(
                            "delegate",
                            async _ =>
                            {
                                if (Interlocked.Increment(ref started) == 1)
                                {
                                    await _release.Task;
                                }
                                else if (Volatile.Read(ref started) == 20)
                                {
                                    gates.SetResult();
                                }
                                else
                                {
                                    await gates.Task;
                                }

                                return Dispose;
                            }
                        )
                        .AsTask()
                ),
        ];

        _release.SetResult();

        (await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(10))).Length.ShouldBe(20);
    }

    [Fact]
    public async Task ForcedRefresh_IsNotOverwrittenByAnOlderRun()
    {
        Task<int> older = Read();

        await _fixture.Cache.GetOrCreateAsync(
            "a",
            _ => ValueTask.FromResult(100),
            new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCacheRead }
        );
        _release.SetResult();

        (await older).ShouldBe(1);
        (await _fixture.Cache.TryGetAsync<int>("a")).ShouldBe((true, 100));
    }

    [Fact]
    public async Task ThrowingCancellationCallback_DoesNotReachTheCaller()
    {
        using var leaving = new CancellationTokenSource();
        Task<int> leaver = Read(leaving.Token);
        _factoryToken.Register(() => throw new TimeoutException());

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(leaver);
    }

    [Fact]
    public async Task Exception_ReachesEveryCaller()
    {
        Task<int>[] callers = [Read(), Read(), Read()];

        _release.SetException(new TimeoutException("of the factory"));

        foreach (Task<int> caller in callers)
        {
            (await Should.ThrowAsync<TimeoutException>(caller)).Message.ShouldBe("of the factory");
        }
    }

    [Fact]
    public async Task OneCallerLeaves_TheFactoryGoesOn()
    {
        using var leaving = new CancellationTokenSource();
        Task<int> leaver = Read(leaving.Token);
        Task<int> stayer = Read();

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(leaver);
        _factoryToken.IsCancellationRequested.ShouldBeFalse();
        _release.SetResult();
        (await stayer).ShouldBe(1);
    }

    [Fact]
    public async Task StarterLeavesManyWhoCannotLeave_TheFactoryGoesOn()
    {
        using var leaving = new CancellationTokenSource();
        Task<int> starter = Read(leaving.Token);
        Task<int>[] stayers = [.. Enumerable.Range(0, 4096).Select(_ => Read())];

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(starter);
        _factoryToken.IsCancellationRequested.ShouldBeFalse();
        _release.SetResult();
        (await Task.WhenAll(stayers)).ShouldAllBe(value => value == 1);
    }

    // What the factory of a caller uses may be gone when its caller has left.
    [Fact]
    public async Task JoinerOfARefusedRun_ComputesWithItsOwnFactory()
    {
        using var leaving = new CancellationTokenSource();
        Task<string> other = ReadTextAsync("starter", _release.Task, CancellationToken.None);
        Task<string> leaver = ReadTextAsync("leaver", Task.CompletedTask, leaving.Token);
        Task<string> stayer = ReadTextAsync("stayer", Task.CompletedTask, CancellationToken.None);

        await _fixture.Cache.RemoveAsync("text");
        await leaving.CancelAsync();
        _release.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(leaver);
        (await other).ShouldBe("starter");
        (await stayer).ShouldBe("stayer");
    }

    [Fact]
    public async Task EveryCallerLeaves_TheFactoryIsCancelledAndNothingIsStored()
    {
        using var leaving = new CancellationTokenSource();
        Task<int>[] leavers = [Read(leaving.Token), Read(leaving.Token)];

        await leaving.CancelAsync();

        foreach (Task<int> leaver in leavers)
        {
            await Should.ThrowAsync<OperationCanceledException>(leaver);
        }

        _factoryToken.IsCancellationRequested.ShouldBeTrue();
        _release.SetResult();
        (await Read()).ShouldBe(2, "an abandoned fill is neither joined nor stored");
    }

    [Fact]
    public async Task AnotherTypeInFlight_IsRefused()
    {
        Task<int> running = Read();

        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await _fixture.Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult("text"))
        );

        _release.SetResult();
        (await running).ShouldBe(1);
    }

    [Fact]
    public async Task JoinersOfAMutableValue_GetInstancesOfTheirOwn()
    {
        Task<List<int>> first = ReadList();
        Task<List<int>> second = ReadList();

        _release.SetResult();

        (await first).ShouldNotBeSameAs(await second);
        (await second).ShouldBe([1]);
    }

    private Task<int> Read(CancellationToken cancellationToken = default) =>
        _fixture
            .Cache.GetOrCreateAsync(
                "a",
                async token =>
                {
                    _factoryToken = token;
                    int run = Interlocked.Increment(ref _runs);
                    await _release.Task;
                    return run;
                },
                cancellationToken: cancellationToken
            )
            .AsTask();

    private Task<List<int>> ReadList() =>
        _fixture
            .Cache.GetOrCreateAsync(
                "list",
                async _ =>
                {
                    await _release.Task;
                    return new List<int> { 1 };
                }
            )
            .AsTask();

    private Task<string> ReadTextAsync(string text, Task before, CancellationToken cancellationToken) =>
        _fixture
            .Cache.GetOrCreateAsync(
                "text",
                async _ =>
                {
                    await before;
                    return text;
                },
                cancellationToken: cancellationToken
            )
            .AsTask();
}
