using LearningStudio.Caching.Local;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Tests.Local;

public sealed class LocalTrustTests
{
    private const long Fallback = 30;
    private readonly LocalTrust _trust = new();
    private readonly CacheEntry _entry = new SharedEntry<int>(1, 0, []) { StoredAt = 10 };

    [Fact]
    public void WithoutRedis_EverythingIsServed() => _trust.Covers(_entry, long.MaxValue - 1).ShouldBeTrue();

    [Fact]
    public void YoungHeartbeat_ServesUntilItIsOld()
    {
        _trust.LimitOutages(0, Fallback);
        _trust.Extend(100);

        _trust.Covers(_entry, 99).ShouldBeTrue();
        _trust.Covers(_entry, 100).ShouldBeFalse("a process that was paused asks Redis first");
    }

    [Fact]
    public void Outage_ServesForABoundedTime()
    {
        _trust.LimitOutages(0, Fallback);
        _trust.Extend(100);
        _trust.BeginOutage(50);
        var later = new SharedEntry<int>(1, 0, []) { StoredAt = 70 };

        _trust.Covers(_entry, 79).ShouldBeTrue();
        _trust.Covers(_entry, 80).ShouldBeFalse("it was there when the outage began");
        _trust.Covers(later, 99).ShouldBeTrue();
        _trust.Covers(later, 100).ShouldBeFalse("it was filled during the outage");
    }

    [Fact]
    public void EndOfTheOutage_HeartbeatDecidesAgain()
    {
        _trust.LimitOutages(0, Fallback);
        _trust.BeginOutage(50);

        _trust.Extend(60);

        _trust.Covers(_entry, 59).ShouldBeTrue();
        _trust.Covers(_entry, 61).ShouldBeFalse();
    }
}
