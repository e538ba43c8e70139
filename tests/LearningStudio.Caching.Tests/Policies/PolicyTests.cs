using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Policies;

public sealed class PolicyTests : IDisposable
{
    private readonly ConfiguredCache _cached = new(
        new Dictionary<string, string?>
        {
            ["DefaultExpiration"] = "00:05:00",
            ["Policies:all:Pattern"] = "forum:*",
            ["Policies:all:Expiration"] = "00:00:10",
            ["Policies:stats:Pattern"] = "forum:stats:*",
            ["Policies:stats:Expiration"] = "00:00:20",
            ["Policies:shared:Pattern"] = "shared:*",
            ["Policies:shared:Share"] = "true",
        }
    );

    private VersionedCache Cache => _cached.Cache;

    public void Dispose() => _cached.Dispose();

    [Theory]
    [InlineData("forum:1", 10)]
    [InlineData("forum:stats:1", 20)]
    public async Task LongestLiteralPrefix_WinsOverTheCall(string key, int seconds)
    {
        await Cache.SetAsync(key, 1, new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(1) });

        _cached.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        (await Cache.TryGetAsync<int>(key)).Found.ShouldBeTrue();
        _cached.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Cache.TryGetAsync<int>(key)).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task LocalExpiration_ShortensTheLife()
    {
        await Cache.SetAsync(
            "a",
            1,
            new HybridCacheEntryOptions
            {
                Expiration = TimeSpan.FromSeconds(20),
                LocalCacheExpiration = TimeSpan.FromSeconds(5),
            }
        );

        _cached.Clock.Advance(TimeSpan.FromSeconds(5));

        (await Cache.TryGetAsync<int>("a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task Share_KeepsTheInstance()
    {
        var value = new List<int>();
        await Cache.SetAsync("shared:a", value);

        (await Cache.TryGetAsync<List<int>>("shared:a")).Value.ShouldBeSameAs(value);
    }

    [Theory]
    [InlineData("Enabled", "forum:1")]
    [InlineData("Policies:all:Enabled", "forum:1")]
    public async Task SwitchedOffAndOn_NoOldValueReturns(string setting, string key)
    {
        await Cache.SetAsync(key, "removed while off");
        await Cache.SetAsync("forum:2", "set while off");

        Set(setting, "false");
        (await Cache.TryGetAsync<string>(key)).Found.ShouldBeFalse();
        await Cache.RemoveAsync(key);
        await Cache.SetAsync("forum:2", "newer");
        (await Cache.GetOrCreateAsync(key, _ => ValueTask.FromResult("not stored"))).ShouldBe("not stored");
        Set(setting, "true");

        (await Cache.TryGetAsync<string>(key)).Found.ShouldBeFalse();
        (await Cache.TryGetAsync<string>("forum:2")).Found.ShouldBeFalse();
    }

    private void Set(string key, string value)
    {
        _cached.Configuration[key] = value;
        _cached.Configuration.Reload();
    }
}
