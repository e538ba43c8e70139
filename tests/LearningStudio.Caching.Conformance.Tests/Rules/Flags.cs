using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

internal static class Flags
{
    private const HybridCacheEntryFlags NoRead =
        HybridCacheEntryFlags.DisableLocalCacheRead | HybridCacheEntryFlags.DisableDistributedCacheRead;
    private const HybridCacheEntryFlags NoWrite =
        HybridCacheEntryFlags.DisableLocalCacheWrite | HybridCacheEntryFlags.DisableDistributedCacheWrite;

    [Rule("without writing, a computed value is not kept")]
    public static async Task WithoutWritingAComputedValueIsNotKept(HybridCache cache)
    {
        await ReadAsync(cache, "first", NoWrite);
        (await ReadAsync(cache, "second")).ShouldBe("second");
    }

    [Rule("without reading, a new value is computed and replaces the old one")]
    public static async Task WithoutReadingANewValueIsComputedAndReplacesTheOldOne(HybridCache cache)
    {
        await ReadAsync(cache, "first");
        (await ReadAsync(cache, "second", NoRead)).ShouldBe("second");
        (await ReadAsync(cache, "third")).ShouldBe("second");
    }

    [Rule("without underlying data, an absent value is the default and no factory runs")]
    public static async Task WithoutUnderlyingDataAnAbsentValueIsTheDefaultAndNoFactoryRuns(HybridCache cache)
    {
        (await ReadAsync(cache, "first", HybridCacheEntryFlags.DisableUnderlyingData)).ShouldBeNull();
        await ReadAsync(cache, "second");
        (await ReadAsync(cache, "third", HybridCacheEntryFlags.DisableUnderlyingData)).ShouldBe("second");
    }

    [Rule("without the distributed cache, memory serves")]
    public static async Task WithoutTheDistributedCacheMemoryServes(HybridCache cache)
    {
        await ReadAsync(cache, "first", HybridCacheEntryFlags.DisableDistributedCache);
        (await ReadAsync(cache, "second", HybridCacheEntryFlags.DisableDistributedCache)).ShouldBe("first");
    }

    [Rule("set without writing stores nothing")]
    public static async Task SetWithoutWritingStoresNothing(HybridCache cache)
    {
        await cache.SetAsync("a", "set", new HybridCacheEntryOptions { Flags = NoWrite });
        (await ReadAsync(cache, "computed")).ShouldBe("computed");
    }

    private static ValueTask<string> ReadAsync(
        HybridCache cache,
        string value,
        HybridCacheEntryFlags flags = HybridCacheEntryFlags.None
    ) => cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(value), new HybridCacheEntryOptions { Flags = flags });
}
