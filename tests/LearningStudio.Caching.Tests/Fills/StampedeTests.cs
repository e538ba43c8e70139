namespace LearningStudio.Caching.Tests.Fills;

public sealed class StampedeTests : IDisposable
{
    private readonly CacheFixture _fixture = new();
    private readonly TaskCompletionSource _release = new();
    private CancellationToken _factoryToken;
    private int _runs;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task CallersAtOnce_ShareOneRun()
    {
        using var start = new ManualResetEventSlim();
        Task<int>[] callers =
        [
            .. Enumerable
                .Range(0, 1000)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        start.Wait();
                        return await Read();
                    })
                ),
        ];

        start.Set();
        _release.SetResult();

        (await Task.WhenAll(callers)).ShouldAllBe(value => value == 1);
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
}
