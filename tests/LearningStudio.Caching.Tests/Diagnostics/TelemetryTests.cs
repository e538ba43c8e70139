using System.Diagnostics;
using System.Diagnostics.Metrics;
using LearningStudio.Tests.Metering;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Tests.Diagnostics;

public sealed class TelemetryTests : IDisposable
{
    private readonly SeparateMeters _meters = new();
    private readonly ServiceProvider _services;

    public TelemetryTests() =>
        _services = new ServiceCollection()
            .AddSingleton<IMeterFactory>(_meters)
            .AddLearningStudioCaching(options =>
                options.Policies["audited"] = new CachePolicy { Pattern = "audited:*", Audit = 1 }
            )
            .BuildServiceProvider();

    private VersionedCache Cache => _services.GetRequiredService<VersionedCache>();

    public void Dispose()
    {
        _services.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Reads_AreCountedByResultLevelAndFamily()
    {
        using var requests = new MetricCollector<long>(_meters, "LearningStudio.Caching", "cache.requests");

        await ReadAsync("topic:detail:1");
        await ReadAsync("topic:detail:1");
        await Cache.TryGetAsync<int>("topic:list:1");

        requests
            .GetMeasurementSnapshot()
            .Select(m => $"{m.Tags["cache.result"]} {m.Tags["cache.level"]} {m.Tags["cache.family"]}")
            .ShouldBe(["miss none topic:detail", "hit memory topic:detail", "miss none topic:list"]);
    }

    [Fact]
    public async Task Joiner_IsCountedAsSuch()
    {
        using var requests = new MetricCollector<long>(_meters, "LearningStudio.Caching", "cache.requests");
        var release = new TaskCompletionSource<int>();
        ValueTask<int> starter = Cache.GetOrCreateAsync("a:b:1", _ => new ValueTask<int>(release.Task));
        ValueTask<int> joiner = Cache.GetOrCreateAsync("a:b:1", _ => new ValueTask<int>(release.Task));
        release.SetResult(1);
        await starter;
        await joiner;

        requests.GetMeasurementSnapshot().Select(m => m.Tags["cache.result"]).ShouldBe(["miss", "join"]);
    }

    [Fact]
    public async Task OvertakenFill_IsCountedAsARefusedLateWrite()
    {
        using var refused = new MetricCollector<long>(_meters, "LearningStudio.Caching", "cache.late_writes.refused");
        using var removals = new MetricCollector<long>(_meters, "LearningStudio.Caching", "cache.invalidations");

        await Cache.GetOrCreateAsync(
            "topic:detail:1",
            async _ =>
            {
                await Cache.RemoveByPatternAsync("topic:*", CancellationToken.None);
                return 1;
            }
        );

        refused.GetMeasurementSnapshot().ShouldHaveSingleItem().Tags["cache.family"].ShouldBe("topic:detail");
        removals.GetMeasurementSnapshot().ShouldHaveSingleItem().Tags["cache.invalidation.kind"].ShouldBe("pattern");
    }

    [Theory]
    [InlineData(false, "computed")]
    [InlineData(true, "failed")]
    public async Task Factory_IsTimedAndTraced(bool fails, string outcome)
    {
        using var fills = new MetricCollector<double>(_meters, "LearningStudio.Caching", "cache.fill.duration");
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "LearningStudio.Caching",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("cache.family") is "traced:here")
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await Should.NotThrowAsync(async () =>
        {
            try
            {
                await Cache.GetOrCreateAsync<int>(
                    "traced:here:1",
                    _ => fails ? throw new InvalidTimeZoneException() : ValueTask.FromResult(1)
                );
            }
            catch (InvalidTimeZoneException)
            {
                // It belongs to the caller.
            }
        });

        fills.GetMeasurementSnapshot().ShouldHaveSingleItem().Tags["cache.fill.outcome"].ShouldBe(outcome);
        activities.ShouldHaveSingleItem().Status.ShouldBe(fails ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }

    [Theory]
    [InlineData("same", "consistent")]
    [InlineData("changed behind the cache's back", "inconsistent")]
    public async Task SampledHit_IsComputedAnewAndCompared(string source, string result)
    {
        using var audits = new MetricCollector<long>(_meters, "LearningStudio.Caching", "cache.audits");
        await Cache.SetAsync("audited:a:1", "same");

        (await Cache.GetOrCreateAsync("audited:a:1", _ => ValueTask.FromResult(source))).ShouldBe("same");

        await ServerProcess.UntilAsync(() => Task.FromResult(audits.GetMeasurementSnapshot().Count > 0), "the audit");
        audits.LastMeasurement!.Tags["cache.audit.result"].ShouldBe(result);
        (await Cache.TryGetAsync<string>("audited:a:1")).Value.ShouldBe("same", "an audit stores nothing");
    }

    [Fact]
    public async Task Hits_AreLoggedAtDebugWithoutTheKey()
    {
        using var fixture = new CacheFixture(level: LogLevel.Debug);

        await fixture.Cache.GetOrCreateAsync("topic:detail:secret", _ => ValueTask.FromResult(1));
        await fixture.Cache.GetOrCreateAsync("topic:detail:secret", _ => ValueTask.FromResult(1));

        fixture
            .Logs.GetSnapshot()
            .Select(record => record.Message)
            .ShouldBe([
                "Read of topic:detail: miss (none).",
                "Read of topic:detail: computed (factory).",
                "Read of topic:detail: hit (memory).",
            ]);
    }

    [Fact]
    public void Gauges_CanBeRead()
    {
        _ = Cache;
        using var entries = new MetricCollector<int>(_meters, "LearningStudio.Caching", "cache.memory.entries");

        entries.RecordObservableInstruments();

        entries.LastMeasurement!.Value.ShouldBe(0);
    }

    private ValueTask<int> ReadAsync(string key) => Cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(1));
}
