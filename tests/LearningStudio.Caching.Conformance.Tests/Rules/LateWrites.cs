using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

/// <summary>An invalidation that returned while a factory ran: its value is older, and must not be read afterwards.</summary>
internal static class LateWrites
{
    [Rule("a key that was removed while its factory ran is not stored")]
    public static Task AKeyThatWasRemovedWhileItsFactoryRanIsNotStored(HybridCache cache) =>
        OvertakeAsync(cache, () => cache.RemoveAsync("a"));

    [Rule("a tag that was removed while the factory ran is not stored")]
    public static Task ATagThatWasRemoved(HybridCache cache) => OvertakeAsync(cache, () => cache.RemoveByTagAsync("x"));

    [Rule("everything was removed while the factory ran: its value is not stored")]
    public static Task EverythingWasRemoved(HybridCache cache) =>
        OvertakeAsync(cache, () => cache.RemoveByTagAsync("*"));

    [Rule("a value that was set while the factory ran is not overwritten")]
    public static Task AValueThatWasSet(HybridCache cache) => OvertakeAsync(cache, () => cache.SetAsync("a", "new"));

    [Rule("who asks after a removal does not join a run from before it")]
    public static async Task WhoAsksAfterARemovalDoesNotJoinARunFromBeforeIt(HybridCache cache)
    {
        (Task<string> filling, TaskCompletionSource release) = await BeginAsync(cache);
        await cache.RemoveAsync("a");
        ValueTask<string> late = cache.GetOrCreateAsync("a", _ => ValueTask.FromResult("new"));
        release.SetResult();
        (await late).ShouldBe("new");
        await filling;
    }

    private static async Task OvertakeAsync(HybridCache cache, Func<ValueTask> invalidate)
    {
        (Task<string> filling, TaskCompletionSource release) = await BeginAsync(cache);
        await invalidate();
        release.SetResult();
        await filling;
        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult("new"))).ShouldBe("new");
    }

    private static async Task<(Task<string> Filling, TaskCompletionSource Release)> BeginAsync(HybridCache cache)
    {
        var running = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Task<string> filling = cache
            .GetOrCreateAsync(
                "a",
                async _ =>
                {
                    running.SetResult();
                    await release.Task;
                    return "old";
                },
                tags: ["x"]
            )
            .AsTask();
        await running.Task;
        return (filling, release);
    }
}
