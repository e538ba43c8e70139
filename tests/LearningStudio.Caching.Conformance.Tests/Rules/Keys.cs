using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

internal static class Keys
{
    [Rule("a span and an interpolated key read what a string key stored")]
    public static async Task ASpanAndAnInterpolatedKeyReadWhatAStringKeyStored(HybridCache cache)
    {
        int id = 7;
        await cache.SetAsync("topic:7", "stored");
        (await cache.GetOrCreateAsync("topic:7".AsSpan(), _ => ValueTask.FromResult("computed"))).ShouldBe("stored");
        (await cache.GetOrCreateAsync($"topic:{id}", _ => ValueTask.FromResult("computed"))).ShouldBe("stored");
    }

    [Rule("a blank key runs the factory and stores nothing")]
    public static async Task ABlankKeyRunsTheFactoryAndStoresNothing(HybridCache cache)
    {
        int runs = 0;
        await cache.GetOrCreateAsync(" ", _ => ValueTask.FromResult(++runs));
        await cache.GetOrCreateAsync(" ", _ => ValueTask.FromResult(++runs));
        runs.ShouldBe(2);
    }

    [Rule("a key beyond the longest runs the factory and stores nothing")]
    public static async Task AKeyBeyondTheLongestRunsTheFactoryAndStoresNothing(HybridCache cache)
    {
        int runs = 0;
        string key = new('a', 1025);
        await cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(++runs));
        await cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(++runs));
        runs.ShouldBe(2);
    }

    [Rule("keys are told apart by case")]
    public static async Task KeysAreToldApartByCase(HybridCache cache)
    {
        await cache.SetAsync("a", 1);
        (await cache.GetOrCreateAsync("A", _ => ValueTask.FromResult(2))).ShouldBe(2);
    }
}
