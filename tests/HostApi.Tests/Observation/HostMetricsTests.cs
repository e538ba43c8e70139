using System.Diagnostics.Metrics;
using LearningStudio.HostApi.Observation;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests.Observation;

[Collection(nameof(AloneInTheProcess))]
public sealed class HostMetricsTests : IAsyncLifetime
{
    private readonly SeparateMeters _meters = new();
    private readonly FakeTimeProvider _time = new();
    private readonly HostMetrics _figures;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _invalidations;
    private readonly Counter<long> _lateWrites;
    private readonly Histogram<double> _requests;
    private readonly Histogram<long> _statements;

    public HostMetricsTests()
    {
        _figures = new HostMetrics(_meters, _time);
        Meter caching = _meters.Create(new MeterOptions("LearningStudio.Caching"));
        _reads = caching.CreateCounter<long>("cache.requests");
        _invalidations = caching.CreateCounter<long>("cache.invalidations");
        _lateWrites = caching.CreateCounter<long>("cache.late_writes.refused");
        caching.CreateObservableGauge("cache.memory.entries", () => 12);
        caching.CreateObservableGauge("cache.redis.away", () => 1);
        caching.CreateObservableGauge("cache.journal.length", () => 3L);
        caching.CreateObservableGauge("cache.redis.memory.used", () => Array.Empty<Measurement<long>>());
        _requests = _meters
            .Create(new MeterOptions("Microsoft.AspNetCore.Hosting"))
            .CreateHistogram<double>("http.server.request.duration");
        _statements = _meters
            .Create(new MeterOptions("LearningStudio.QueryBudgets"))
            .CreateHistogram<long>("learningstudio.db.queries_per_scope");
    }

    public Task InitializeAsync() => _figures.StartAsync(CancellationToken.None);

    public Task DisposeAsync()
    {
        _figures.Dispose();
        _meters.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Reads_AreToldByFamilyAndLevel()
    {
        Read("hit", "memory", "forum:list", 6);
        Read("hit", "redis", "forum:list", 2);
        Read("join", "memory", "forum:list", 1);
        Read("miss", "none", "forum:list", 1);
        Read("miss", "none", "topic:detail", 1);

        CacheStats cache = _figures.Read().Cache;

        cache.Families.Select(family => family.Family).ShouldBe(["forum:list", "topic:detail"]);
        cache.Families[0].Window.ShouldBe(new ReadStats(6, 2, 1, 1));
        cache.Families[0].Window.HitRate.ShouldBe(0.8);
        cache.Families[1].Window.HitRate.ShouldBe(0);
        cache.Window.ShouldBe(new ReadStats(6, 2, 1, 2));
    }

    [Fact]
    public void Requests_AreToldByEndpointWithTheirStatements()
    {
        for (int i = 1; i <= 100; i++)
        {
            Answer(0.001 * i, "/api/v1/topics/{id}", i > 98 ? 503 : 404);
        }

        _statements.Record(3, Tag("learningstudio.db.scope", "GET /api/v1/topics/{id}"));
        _statements.Record(0, Tag("learningstudio.db.scope", "GET /api/v1/topics/{id}"));

        EndpointStats endpoint = _figures.Read().Endpoints.ShouldHaveSingleItem();
        endpoint.Endpoint.ShouldBe("GET /api/v1/topics/{id}");
        endpoint.Window.ShouldBe(endpoint.SinceStart);
        endpoint.Window.Requests.ShouldBe(100);
        endpoint.Window.ServerErrors.ShouldBe(2);
        endpoint.Window.StatementsPerRequest.ShouldBe(1.5);
        endpoint.Window.P50!.Value.ShouldBe(0.050, 0.050 * 0.025);
        endpoint.Window.P90!.Value.ShouldBe(0.090, 0.090 * 0.025);
        endpoint.Window.P99!.Value.ShouldBe(0.099, 0.099 * 0.025);
    }

    [Fact]
    public void Invalidations_AreToldByKind()
    {
        _invalidations.Add(2, Tag("cache.invalidation.kind", "key"));
        _invalidations.Add(1, Tag("cache.invalidation.kind", "everything"));
        _lateWrites.Add(4, Tag("cache.family", "forum:list"));

        CacheStats cache = _figures.Read().Cache;

        cache
            .Invalidations.Select(kind => $"{kind.Kind} {kind.Window}")
            .ShouldBe(["key 2", "pattern 0", "tag 0", "everything 1"]);
        cache.LateWritesRefused.ShouldBe(new WindowedCount(4, 4));
    }

    [Fact]
    public void State_IsAskedForAtEachReading() =>
        _figures.Read().Cache.State.ShouldBe(new CacheState(12, RedisAway: true, 3, null, null));

    [Fact]
    public void Window_ForgetsAndTheStartDoesNot()
    {
        Read("hit", "memory", "forum:list", 1);
        Answer(0.01, "/api/v1/forums", 200);

        _time.Advance(TimeSpan.FromMinutes(5));

        HostStats figures = _figures.Read();
        figures.Cache.Window.Reads.ShouldBe(0);
        figures.Cache.Window.HitRate.ShouldBeNull();
        figures.Cache.SinceStart.Reads.ShouldBe(1);
        figures.Endpoints[0].Window.P50.ShouldBeNull();
        figures.Endpoints[0].SinceStart.Requests.ShouldBe(1);
        (figures.At - figures.Began).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void History_HasASlotForEachTenSecondsTheOldestFirst()
    {
        Read("hit", "memory", "forum:list", 3);
        _time.Advance(TimeSpan.FromSeconds(10));
        Read("miss", "none", "forum:list", 1);
        Answer(0.01, "/api/v1/forums", 200);

        IReadOnlyList<SlotStats> history = _figures.Read().History;

        history.Count.ShouldBe(30);
        history[^2].ShouldBe(new SlotStats(0, 3, 1));
        history[^1].ShouldBe(new SlotStats(1, 1, 0));
        history[0].ShouldBe(new SlotStats(0, 0, null));
    }

    [Fact]
    public void UnknownRoutesAndManyNames_DoNotGrowMemory()
    {
        for (int i = 0; i < 500; i++)
        {
            Answer(0.01, $"/made/up/{i}", 200);
            Answer(0.01, route: null, 404);
            Read("miss", "none", $"family{i}", 1);
        }

        Answer(0.01, "/" + new string('x', 10_000), 200);
        HostStats figures = _figures.Read();

        figures.Endpoints.Count.ShouldBe(101);
        figures.Endpoints.Single(endpoint => endpoint.Endpoint == "no route").Window.Requests.ShouldBe(500);
        figures.Endpoints.Sum(endpoint => endpoint.Window.Requests).ShouldBe(1001);
        figures.Cache.Families.Count.ShouldBe(101);
        figures.Cache.Window.Misses.ShouldBe(500);
    }

    [Fact]
    public void MetersOfOtherHosts_AreNotHeard()
    {
        using var others = new SeparateMeters();
        others
            .Create(new MeterOptions("LearningStudio.Caching"))
            .CreateCounter<long>("cache.requests")
            .Add(1, Tag("cache.family", "forum:list"));

        _figures.Read().Cache.SinceStart.Reads.ShouldBe(0);
    }

    [Fact]
    public void Measurement_AllocatesNothingOnceItsNameIsKnown()
    {
        KeyValuePair<string, object?>[] read =
        [
            Tag("cache.result", "hit"),
            Tag("cache.level", "memory"),
            Tag("cache.family", "f"),
        ];
        KeyValuePair<string, object?>[] answer =
        [
            Tag("http.request.method", "GET"),
            Tag("http.route", "/a"),
            Tag("http.response.status_code", 200),
        ];
        Measure(read, answer);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            Measure(read, answer);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private void Measure(KeyValuePair<string, object?>[] read, KeyValuePair<string, object?>[] answer)
    {
        _reads.Add(1, read);
        _requests.Record(0.01, answer);
    }

    private void Read(string result, string level, string family, long count) =>
        _reads.Add(count, Tag("cache.result", result), Tag("cache.level", level), Tag("cache.family", family));

    private void Answer(double seconds, string? route, int status) =>
        _requests.Record(
            seconds,
            Tag("http.request.method", "GET"),
            Tag("http.response.status_code", status),
            Tag(route is null ? "none" : "http.route", route)
        );

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
