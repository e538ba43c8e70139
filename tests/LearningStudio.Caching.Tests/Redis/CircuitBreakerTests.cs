using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Outages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly InvalidationTarget[] Key = [InvalidationTarget.ForKey("a")];
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogCollector _logs = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private readonly CircuitBreaker _breaker;
    private int _attached;

    public CircuitBreakerTests()
    {
        var logger = new Logger<VersionedCache>(new LoggerFactory([new FakeLoggerProvider(_logs)]));
        var services = new ServiceCollection().BuildServiceProvider();
        var local = LocalParts.Create(new CacheLimits(), services, cacheName: "", _clock, logger);
        _breaker = new CircuitBreaker(local, journalCapacity: 2, _clock, logger);
    }

    [Fact]
    public void OpenAtFirst_ClosesWhenNothingIsPending()
    {
        _breaker.IsOpen.ShouldBeTrue();

        Close().ShouldBeTrue();

        _breaker.IsOpen.ShouldBeFalse();
        _attached.ShouldBe(1);
    }

    [Fact]
    public void PendingInvalidation_KeepsItOpen()
    {
        _breaker.TryJournal(Key).ShouldBeTrue();

        Close().ShouldBeFalse();

        _breaker.Confirm(_breaker.ReadJournal());
        Close().ShouldBeTrue();
        _breaker.TryJournal(Key).ShouldBeFalse("Redis has to be told now");
    }

    [Fact]
    public void FaultDuringTheRecovery_KeepsItOpen()
    {
        long faults = _breaker.Faults;

        _breaker.Open("again");

        _breaker.TryClose(faults, () => _attached++, 0).ShouldBeFalse();
        _attached.ShouldBe(0);
    }

    [Fact]
    public void AddedAgainDuringTheReplay_StaysPending()
    {
        _breaker.TryJournal(Key);
        KeyValuePair<InvalidationTarget, long>[] replayed = _breaker.ReadJournal();
        _breaker.TryJournal(Key);

        _breaker.Confirm(replayed);

        _breaker.ReadJournal().Length.ShouldBe(1);
    }

    [Fact]
    public void MoreThanTheJournalHolds_BecomesEverything()
    {
        foreach (string key in new[] { "a", "b", "c", "d" })
        {
            _breaker.TryJournal([InvalidationTarget.ForKey(key)]);
        }

        _breaker.ReadJournal().Select(pending => pending.Key).ShouldContain(InvalidationTarget.Everything);
    }

    [Fact]
    public void Outage_IsTwoLines()
    {
        Close();
        _breaker.Open("timeout");
        _breaker.Open("timeout");
        _breaker.Open("unconfirmed invalidation", Key);
        _breaker.Confirm(_breaker.ReadJournal());
        Close();

        _logs.GetSnapshot().Select(line => line.Id.Id).ShouldBe([Log.RedisLeftId, Log.RedisJoinedId]);
    }

    // Which of the reasons that follow each other, one a second, are logged.
    [Theory]
    [InlineData("timeout", "timeout")]
    [InlineData("timeout, timeout, timeout", "timeout")]
    [InlineData("timeout, WRONGPASS, WRONGPASS", "timeout, WRONGPASS")]
    [InlineData("timeout, NOPERM (get), NOPERM (set)", "timeout, NOPERM (get), NOPERM (set)")]
    [InlineData("timeout, WRONGPASS, timeout, WRONGPASS", "timeout, WRONGPASS")]
    [InlineData("a, b, c, d, e, f, g, h, i, j, k, l", "a, b, c, d, e, f, g, h, i, j")]
    public void ReasonsOfAnOutage_AreLoggedOnceEach(string reasons, string logged)
    {
        foreach (bool isFirst in new[] { true, false })
        {
            foreach (string reason in reasons.Split(", "))
            {
                _breaker.Open(reason);
                _clock.Advance(Patience);
                _breaker.ReportAway(reason, Patience);
            }

            Close();

            Reasons().ShouldBe(logged.Split(", "), isFirst ? "from the start on" : "of an outage later on");
            _logs
                .GetSnapshot()
                .Select(line => line.Id.Id)
                .Distinct()
                .ShouldBe(
                    logged.Contains(',', StringComparison.Ordinal)
                        ? [Log.RedisLeftId, Log.RedisStillAwayId, Log.RedisJoinedId]
                        : [Log.RedisLeftId, Log.RedisJoinedId]
                );
            _logs.Clear();
        }
    }

    [Fact]
    public void ReasonsOfAMoment_AreNotLogged()
    {
        _breaker.ReportAway("connecting", Patience);
        Close();
        _breaker.Open("SocketFailure");
        _breaker.ReportAway("UnableToConnect", Patience);
        Close();

        Reasons().ShouldBe(["SocketFailure"]);
    }

    private IEnumerable<string> Reasons() =>
        _logs.GetSnapshot().Select(line => line.GetStructuredStateValue("Reason")).OfType<string>();

    private bool Close() => _breaker.TryClose(_breaker.Faults, () => _attached++, freshUntil: long.MaxValue);
}
