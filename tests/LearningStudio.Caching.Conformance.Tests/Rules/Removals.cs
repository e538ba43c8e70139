using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

internal static class Removals
{
    [Rule("a removed key is computed anew, the others stay")]
    public static async Task ARemovedKeyIsComputedAnewTheOthersStay(HybridCache cache)
    {
        await cache.SetAsync("a", 1);
        await cache.SetAsync("b", 1);
        await cache.RemoveAsync("a");
        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(2))).ShouldBe(2);
        (await cache.GetOrCreateAsync("b", _ => ValueTask.FromResult(2))).ShouldBe(1);
    }

    [Rule("several keys are removed in one call")]
    public static async Task SeveralKeysAreRemovedInOneCall(HybridCache cache)
    {
        await cache.SetAsync("a", 1);
        await cache.SetAsync("b", 1);
        await cache.RemoveAsync(["a", "b", "unknown"]);
        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(2))).ShouldBe(2);
        (await cache.GetOrCreateAsync("b", _ => ValueTask.FromResult(2))).ShouldBe(2);
    }

    [Rule("set replaces what is there")]
    public static async Task SetReplacesWhatIsThere(HybridCache cache)
    {
        await cache.SetAsync("a", 1);
        await cache.SetAsync("a", 2);
        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(3))).ShouldBe(2);
    }
}
