using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

/// <summary>Callers who share a run, leave it, or meet its exception.</summary>
internal static class Callers
{
    [Rule("callers who ask at once share one run")]
    public static async Task CallersWhoAskAtOnceShareOneRun(HybridCache cache)
    {
        var run = new Run();
        Task<int>[] callers = [.. Enumerable.Range(0, 50).Select(_ => run.ReadAsync(cache))];
        run.Release.SetResult();
        (await Task.WhenAll(callers)).ShouldAllBe(value => value == 1);
    }

    [Rule("a token that is cancelled already ends the call before its factory")]
    public static async Task ATokenThatIsCancelledAlreadyEndsTheCallBeforeItsFactory(HybridCache cache)
    {
        var run = new Run();
        await Should.ThrowAsync<OperationCanceledException>(() => run.ReadAsync(cache, new CancellationToken(true)));
        run.Runs.ShouldBe(0);
    }

    [Rule("a caller who leaves is cancelled at once, and the others get the value")]
    public static async Task ACallerWhoLeavesIsCancelledAtOnceAndTheOthersGetTheValue(HybridCache cache)
    {
        var run = new Run();
        using var leaving = new CancellationTokenSource();
        Task<int> leaver = run.ReadAsync(cache, leaving.Token);
        Task<int> stayer = run.ReadAsync(cache);
        await run.Started.Task;
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => leaver);
        run.Token.IsCancellationRequested.ShouldBeFalse();
        run.Release.SetResult();
        (await stayer).ShouldBe(1);
    }

    [Rule("the factory is cancelled when every caller has left")]
    public static async Task TheFactoryIsCancelledWhenEveryCallerHasLeft(HybridCache cache)
    {
        var run = new Run();
        using var leaving = new CancellationTokenSource();
        Task<int>[] leavers = [run.ReadAsync(cache, leaving.Token), run.ReadAsync(cache, leaving.Token)];
        await run.Started.Task;
        await leaving.CancelAsync();
        foreach (Task<int> leaver in leavers)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => leaver);
        }

        await LearningStudio.Tests.Servers.ServerProcess.UntilAsync(
            () => Task.FromResult(run.Token.IsCancellationRequested),
            "the factory's token"
        );
    }

    [Rule("the factory's exception reaches every caller and is not kept")]
    public static async Task TheFactorysExceptionReachesEveryCallerAndIsNotKept(HybridCache cache)
    {
        var run = new Run();
        Task<int>[] callers = [run.ReadAsync(cache), run.ReadAsync(cache)];
        run.Release.SetException(new InvalidTimeZoneException());
        foreach (Task<int> caller in callers)
        {
            await Should.ThrowAsync<InvalidTimeZoneException>(() => caller);
        }

        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(7))).ShouldBe(7);
    }

    [Rule("the caller's state is given to its factory")]
    public static async Task TheCallersStateIsGivenToItsFactory(HybridCache cache) =>
        (await cache.GetOrCreateAsync("a", "state", static (state, _) => ValueTask.FromResult(state))).ShouldBe(
            "state"
        );

    private sealed class Run
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Token { get; private set; }

        public int Runs { get; private set; }

        public Task<int> ReadAsync(HybridCache cache, CancellationToken cancellationToken = default) =>
            cache
                .GetOrCreateAsync(
                    "a",
                    async token =>
                    {
                        Runs++;
                        Token = token;
                        Started.TrySetResult();
                        await Release.Task;
                        return Runs;
                    },
                    cancellationToken: cancellationToken
                )
                .AsTask();
    }
}
