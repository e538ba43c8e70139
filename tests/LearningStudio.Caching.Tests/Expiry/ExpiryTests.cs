using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Expiry;

/// <summary>How long values live, in memory.</summary>
public sealed class ExpiryTests : IDisposable
{
    private readonly ConfiguredCache _cached = new(
        new Dictionary<string, string?>
        {
            ["Policies:spread:Pattern"] = "spread:*",
            ["Policies:spread:Expiration"] = "00:01:40",
            ["Policies:spread:Jitter"] = "0.5",
            ["Policies:absent:Pattern"] = "absent:*",
            ["Policies:absent:NegativeExpiration"] = "00:00:10",
            ["Policies:never:Pattern"] = "never:*",
            ["Policies:never:NegativeExpiration"] = "00:00:00",
            ["Policies:versioned:Pattern"] = "versioned:*",
        }
    );

    private VersionedCache Cache => _cached.Cache;

    public void Dispose() => _cached.Dispose();

    [Fact]
    public async Task Jitter_SpreadsTheExpiryOverItsShareOfTheLife()
    {
        const int Entries = 100;
        for (int i = 0; i < Entries; i++)
        {
            await Cache.SetAsync($"spread:{i}", i);
        }

        _cached.Clock.Advance(TimeSpan.FromSeconds(49));
        (await CountAsync(Entries)).ShouldBe(Entries);
        _cached.Clock.Advance(TimeSpan.FromSeconds(26));
        (await CountAsync(Entries)).ShouldBeInRange(45, 55, "half of the second half is over");
        _cached.Clock.Advance(TimeSpan.FromSeconds(25));
        (await CountAsync(Entries)).ShouldBe(0);
    }

    [Fact]
    public async Task Null_LivesAsLongAsThePolicySays()
    {
        await Cache.SetAsync<string?>("absent:a", null);
        await Cache.SetAsync<string?>("absent:b", "value");

        (await Cache.TryGetAsync<string?>("absent:a")).ShouldBe((true, null));
        _cached.Clock.Advance(TimeSpan.FromSeconds(10));

        (await Cache.TryGetAsync<string?>("absent:a")).Found.ShouldBeFalse();
        (await Cache.TryGetAsync<string?>("absent:b")).Found.ShouldBeTrue();
    }

    [Fact]
    public async Task NullThatMayNotLive_IsComputedEachTimeAndTakesAwayWhatWasThere()
    {
        int runs = 0;
        for (int i = 0; i < 3; i++)
        {
            (
                await Cache.GetOrCreateAsync("never:a", _ => ValueTask.FromResult<string?>(runs++ > 9 ? "" : null))
            ).ShouldBeNull();
        }

        runs.ShouldBe(3);
        await Cache.SetAsync("never:a", "value");
        await Cache.SetAsync<string?>("never:a", null);
        (await Cache.TryGetAsync<string>("never:a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task RefreshedToANullThatMayNotLive_TakesTheOldValueAway()
    {
        await Cache.SetAsync("never:a", "old");
        var anew = new HybridCacheEntryOptions
        {
            Flags = HybridCacheEntryFlags.DisableLocalCacheRead | HybridCacheEntryFlags.DisableDistributedCacheRead,
        };

        (await Cache.GetOrCreateAsync("never:a", _ => ValueTask.FromResult<string?>(null), anew)).ShouldBeNull();

        (await Cache.TryGetAsync<string>("never:a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task NewVersionOfAFamily_MakesItsEntriesMissesAndNoOthers()
    {
        await Cache.SetAsync("versioned:a", "old");
        await Cache.SetAsync("other", "old");

        _cached.Configuration["Policies:versioned:Version"] = "2";
        _cached.Configuration.Reload();

        (await Cache.TryGetAsync<string>("versioned:a")).Found.ShouldBeFalse();
        (await Cache.TryGetAsync<string>("other")).Found.ShouldBeTrue();
        await Cache.SetAsync("versioned:a", "new");
        (await Cache.TryGetAsync<string>("versioned:a")).Value.ShouldBe("new");
    }

    private async Task<int> CountAsync(int entries)
    {
        int found = 0;
        for (int i = 0; i < entries; i++)
        {
            found += (await Cache.TryGetAsync<int>($"spread:{i}")).Found ? 1 : 0;
        }

        return found;
    }
}
