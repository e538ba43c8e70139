using LearningStudio.Caching.Local;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Local;

public sealed class LocalFreshnessTests
{
    private static readonly TimeSpan Fallback = TimeSpan.FromTicks(30);
    private readonly FakeTimeProvider _clock = new();
    private readonly LocalFreshness _trust;
    private readonly CacheEntry _entry;

    public LocalFreshnessTests()
    {
        _trust = new LocalFreshness(new CoarseClock(_clock));
        _entry = StoredNow();
    }

    [Fact]
    public void WithoutRedis_EverythingIsServed()
    {
        Pass(TimeSpan.TicksPerDay * 1000);

        IsServed(_entry).ShouldBeTrue();
    }

    [Fact]
    public void YoungHeartbeat_ServesUntilItIsOld()
    {
        _trust.LimitOutages(Fallback);
        _trust.Extend(_trust.Now + 100);

        Pass(99);
        IsServed(_entry).ShouldBeTrue();
        Pass(1);
        IsServed(_entry).ShouldBeFalse("a process that was paused asks Redis first");
    }

    [Fact]
    public void Outage_ServesForABoundedTime()
    {
        _trust.LimitOutages(Fallback);
        _trust.Extend(_trust.Now + 100);
        _trust.BeginOutage();
        Pass(20);
        CacheEntry later = StoredNow();

        Pass(9);
        IsServed(_entry).ShouldBeTrue();
        Pass(1);
        IsServed(_entry).ShouldBeFalse("it was there when the outage began");
        Pass(19);
        IsServed(later).ShouldBeTrue();
        Pass(1);
        IsServed(later).ShouldBeFalse("it was filled during the outage");
    }

    [Fact]
    public void EndOfTheOutage_HeartbeatDecidesAgain()
    {
        _trust.LimitOutages(Fallback);
        _trust.BeginOutage();

        _trust.Extend(_trust.Now + 10);

        Pass(9);
        IsServed(_entry).ShouldBeTrue();
        Pass(2);
        IsServed(_entry).ShouldBeFalse();
    }

    private void Pass(long ticks) => _clock.Advance(TimeSpan.FromTicks(ticks));

    private bool IsServed(CacheEntry entry) => _trust.Covers(entry, _trust.Now);

    private SharedEntry<int> StoredNow() => new(1, 0, []) { StoredAt = _trust.Now };
}
