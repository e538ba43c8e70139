using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Diagnostics;

// Rule: what is counted carries the key's family, never the key. A hit in memory is looked at by two fields: whether
//   somebody reads the counter, and whether hits are logged, which is asked of the logger at each miss only.
// Threads: all members may be called at once.
internal sealed class CacheTelemetry : IDisposable
{
    public const string Name = "LearningStudio.Caching";

    private static readonly double[] FillSeconds =
    [
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
    ];
    private static readonly ActivitySource Activities = new(Name);
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly TimeProvider _time;
    private readonly ILogger<VersionedCache> _logger;
    private readonly KeyFamilies _families = new();
    private readonly Counter<long> _requests;
    private readonly Counter<long> _lateWrites;
    private readonly Counter<long> _invalidations;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _audits;
    private readonly Histogram<double> _fills;
    private long _redisHits;
    private long _misses;
    private bool _logsHits;

    /// <param name="services">Where the meters come from, if the application has a factory.</param>
    /// <param name="cacheName">Tells several caches of one process apart; empty for the only one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public CacheTelemetry(
        IServiceProvider services,
        string cacheName,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        IMeterFactory? factory = services.GetService<IMeterFactory>();
        var options = new MeterOptions(Name) { Tags = cacheName.Length > 0 ? [new("cache.name", cacheName)] : null };
        _meter = factory?.Create(options) ?? new Meter(options);
        _ownsMeter = factory is null;
        _time = time;
        _logger = logger;
        _requests = _meter.CreateCounter<long>(
            "cache.requests",
            "{request}",
            "Reads, by result, level and key family."
        );
        _lateWrites = _meter.CreateCounter<long>(
            "cache.late_writes.refused",
            "{write}",
            "Computed values that an invalidation had overtaken, and that were not stored."
        );
        _invalidations = _meter.CreateCounter<long>(
            "cache.invalidations",
            "{invalidation}",
            "Invalidations made by this process, by kind."
        );
        _faults = _meter.CreateCounter<long>("cache.redis.faults", "{fault}", "What made this process leave Redis.");
        _audits = _meter.CreateCounter<long>("cache.audits", "{audit}", "Sampled hits computed anew, by result.");
        _fills = _meter.CreateHistogram(
            "cache.fill.duration",
            "s",
            "How long factories ran, by outcome.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = FillSeconds }
        );
    }

    /// <summary>How many reads Redis answered, and how many nobody did, since the process began.</summary>
    public (long RedisHits, long Misses) Totals => (Volatile.Read(ref _redisHits), Volatile.Read(ref _misses));

    public void Observe<T>(string name, string? unit, string description, Func<T> read)
        where T : struct => _meter.CreateObservableGauge(name, read, unit, description);

    /// <summary>A gauge that says nothing while its value is unknown.</summary>
    public void Observe(string name, string unit, string description, Func<long?> read) =>
        _meter.CreateObservableGauge(name, () => Measurements(read()), unit, description);

    /// <summary>The same for what only grows.</summary>
    public void ObserveTotal(string name, string unit, string description, Func<long?> read) =>
        _meter.CreateObservableCounter(name, () => Measurements(read()), unit, description);

    private static IEnumerable<Measurement<long>> Measurements(long? value) =>
        value is { } known ? [new Measurement<long>(known)] : [];

    public void HitInMemory(string key)
    {
        if (_requests.Enabled || Volatile.Read(ref _logsHits))
        {
            Count(key, "hit", "memory");
        }
    }

    public void HitInRedis(string key)
    {
        Interlocked.Increment(ref _redisHits);
        Count(key, "hit", "redis");
    }

    public void Joined(string key) => Count(key, "join", "memory");

    public void Missed(string key)
    {
        Interlocked.Increment(ref _misses);
        Volatile.Write(ref _logsHits, _logger.IsEnabled(LogLevel.Debug));
        Count(key, "miss", "none");
    }

    /// <summary>An expired value was served while its factory goes on.</summary>
    public void ServedStale(string key) => Count(key, "stale", "memory");

    /// <summary>Runs a fill's factory as long as it may take, and keeps how long that was.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> WatchAsync<T>(Fill<T> fill)
    {
        string key = fill.Request.Key;
        TimeSpan limit = fill.Request.Plan.Rules.FactoryTimeout;
        if (!fill.Request.IsBackground && fill.Request.Plan.Access is not CacheAccess.None)
        {
            Missed(key);
        }

        using Activity? activity = Activities.StartActivity("cache.fill");
        activity?.SetTag("cache.family", _families.Get(key));
        long began = _time.GetTimestamp();
        fill.Node.Enter();
        try
        {
            ValueTask<T> running = fill.Request.RunFactoryAsync(fill.Cancelled);
            T value = await FactoryDeadline.LimitAsync(running, limit, _time, fill).ConfigureAwait(false);
            RecordFill(key, began, "computed");
            return value;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            RecordFill(key, began, "failed");
            throw;
        }
        finally
        {
            fill.Node.End();
        }
    }

    private void RecordFill(string key, long began, string outcome)
    {
        if (_fills.Enabled || Volatile.Read(ref _logsHits))
        {
            string family = _families.Get(key);
            double seconds = _time.GetElapsedTime(began).TotalSeconds;
            _fills.Record(seconds, Tag("cache.family", family), Tag("cache.fill.outcome", outcome));
            _logger.Read(family, outcome, "factory");
        }
    }

    public void LateWriteRefused(string key) => _lateWrites.Add(1, Tag("cache.family", _families.Get(key)));

    public void Invalidated(InvalidationKind kind, int count)
    {
        if (count == 0)
        {
            return;
        }

        string name = kind switch
        {
            InvalidationKind.Key => "key",
            InvalidationKind.Pattern => "pattern",
            InvalidationKind.Tag => "tag",
            _ => "everything",
        };
        _invalidations.Add(count, Tag("cache.invalidation.kind", name));
        _logger.Invalidated(count, name);
    }

    public void Faulted(string reason) => _faults.Add(1, Tag("error.type", FaultReason.GetCode(reason)));

    public void Audited(string key, bool isConsistent)
    {
        string family = _families.Get(key);
        string result = isConsistent ? "consistent" : "inconsistent";
        _audits.Add(1, Tag("cache.family", family), Tag("cache.audit.result", result));
        if (!isConsistent)
        {
            _logger.Inconsistent(family);
        }
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private void Count(string key, string result, string level)
    {
        if (!_requests.Enabled && !_logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        string family = _families.Get(key);
        _requests.Add(1, Tag("cache.result", result), Tag("cache.level", level), Tag("cache.family", family));
        _logger.Read(family, result, level);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
