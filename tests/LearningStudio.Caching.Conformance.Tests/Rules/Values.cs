using System.ComponentModel;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

internal static class Values
{
    [Rule("null is a value like any other")]
    public static async Task NullIsAValueLikeAnyOther(HybridCache cache)
    {
        int runs = 0;
        for (int i = 0; i < 2; i++)
        {
            runs += 1;
            (
                await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult<string?>(runs == 1 ? null : ""))
            ).ShouldBeNull();
        }
    }

    [Rule("a caller's changes to a mutable value are seen by nobody else")]
    public static async Task ACallersChangesToAMutableValueAreSeenByNobodyElse(HybridCache cache)
    {
        List<int> first = await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(new List<int> { 1 }));
        first.Add(2);
        (await ReadAsync(cache)).ShouldBe([1]);
        (await ReadAsync(cache)).Add(3);
        (await ReadAsync(cache)).ShouldBe([1]);
    }

    [Rule("callers share an instance of a type that is marked as immutable")]
    public static async Task CallersShareAnInstanceOfATypeThatIsMarkedAsImmutable(HybridCache cache)
    {
        var value = new Marked(7);
        await cache.SetAsync("a", value);
        (await cache.GetOrCreateAsync<Marked>("a", _ => throw new InvalidOperationException())).ShouldBeSameAs(value);
    }

    [Rule("an entry lives as long as its expiration says")]
    public static async Task AnEntryLivesAsLongAsItsExpirationSays(HybridCache cache)
    {
        var shortly = new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(2) };
        await cache.SetAsync("a", "old", shortly);
        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult("new"), Reading)).ShouldBe("old");
        await LearningStudio.Tests.Servers.ServerProcess.UntilAsync(
            async () => await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult("new"), Reading) is "new",
            "the entry to expire"
        );
    }

    private static readonly HybridCacheEntryOptions Reading = new()
    {
        Flags = HybridCacheEntryFlags.DisableLocalCacheWrite | HybridCacheEntryFlags.DisableDistributedCacheWrite,
    };

    private static ValueTask<List<int>> ReadAsync(HybridCache cache) =>
        cache.GetOrCreateAsync<List<int>>("a", _ => throw new InvalidOperationException());

    [ImmutableObject(true)]
    private sealed class Marked(int id)
    {
        public int Id => id;
    }
}
