using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Outages;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class GateTests
{
    private static readonly InvalidationTarget[] Key = [InvalidationTarget.OfKey("a")];
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogCollector _logs = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private readonly Gate _gate;
    private int _attached;

    public GateTests()
    {
        var logger = new Logger<VersionedCache>(new LoggerFactory([new FakeLoggerProvider(_logs)]));
        var trust = new LocalTrust(new CoarseClock(_clock));
        var services = new ServiceCollection().BuildServiceProvider();
        var store = new JudgedStore(new CacheLimits(), trust, _clock, logger);
        var forms = new ValueForms(new CacheLimits(), store.Log, services, _clock, logger);
        var local = new LocalParts(
            store,
            forms,
            new FillTable(),
            trust,
            new CacheTelemetry(services, "", _clock, logger)
        );
        _gate = new Gate(() => { }, local, journalCapacity: 2, _clock, logger);
    }

    [Fact]
    public void OpenAtFirst_ClosesWhenNothingIsPending()
    {
        _gate.IsOpen.ShouldBeTrue();

        Close().ShouldBeTrue();

        _gate.IsOpen.ShouldBeFalse();
        _attached.ShouldBe(1);
    }

    [Fact]
    public void PendingInvalidation_KeepsItOpen()
    {
        _gate.TryKeep(Key).ShouldBeTrue();

        Close().ShouldBeFalse();

        _gate.Confirm(_gate.ReadJournal());
        Close().ShouldBeTrue();
        _gate.TryKeep(Key).ShouldBeFalse("Redis has to be told now");
    }

    [Fact]
    public void FaultDuringTheRecovery_KeepsItOpen()
    {
        long faults = _gate.Faults;

        _gate.Open("again");

        _gate.TryClose(faults, () => _attached++, 0).ShouldBeFalse();
        _attached.ShouldBe(0);
    }

    [Fact]
    public void AddedAgainDuringTheReplay_StaysPending()
    {
        _gate.TryKeep(Key);
        KeyValuePair<InvalidationTarget, long>[] replayed = _gate.ReadJournal();
        _gate.TryKeep(Key);

        _gate.Confirm(replayed);

        _gate.ReadJournal().Length.ShouldBe(1);
    }

    [Fact]
    public void MoreThanTheJournalHolds_BecomesEverything()
    {
        foreach (string key in new[] { "a", "b", "c", "d" })
        {
            _gate.TryKeep([InvalidationTarget.OfKey(key)]);
        }

        _gate.ReadJournal().Select(pending => pending.Key).ShouldContain(InvalidationTarget.Everything);
    }

    [Fact]
    public void Outage_IsTwoLines()
    {
        Close();
        _gate.Open("timeout");
        _gate.Open("timeout");
        _gate.Open("unconfirmed invalidation", Key);
        _gate.Confirm(_gate.ReadJournal());
        Close();

        _logs.GetSnapshot().Select(line => line.Id.Id).ShouldBe([Log.RedisLeftId, Log.RedisJoinedId]);
    }

    private bool Close() => _gate.TryClose(_gate.Faults, () => _attached++, trustedUntil: long.MaxValue);
}
