using System.Diagnostics.Metrics;

namespace LearningStudio.HostApi.Observation;

// Rule: what the meters of this host say is counted, never kept one by one. Meters of the container bear its factory;
//   statements of code that no container made come from a meter of the process.
// Threads: measurements come from any thread; reading takes a lock, as gauges are asked one reader at a time.
internal sealed class HostMetrics : IHostedService, IDisposable
{
    private readonly Lock _reading = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;
    private readonly WindowClock _clock;
    private readonly CacheMetrics _cache;
    private readonly EndpointMetrics _endpoints;
    private readonly Dictionary<string, long> _gauges = new(StringComparer.Ordinal);

    public HostMetrics(IMeterFactory meters, TimeProvider time)
    {
        _meters = meters;
        _clock = new WindowClock(time);
        _cache = new CacheMetrics(_clock);
        _endpoints = new EndpointMetrics(_clock);
        _listener.InstrumentPublished = Choose;
        _listener.SetMeasurementEventCallback<double>(Pass);
        _listener.SetMeasurementEventCallback<long>(Pass);
        _listener.SetMeasurementEventCallback<int>(Pass);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public HostStats Read() =>
        new(
            _clock.Now,
            _clock.Began,
            (int)(WindowClock.SlotLength * WindowClock.Slots).TotalSeconds,
            (int)WindowClock.SlotLength.TotalSeconds,
            _cache.ToStats(ReadState()),
            _endpoints.ToStats(),
            [.. Enumerable.Range(0, WindowClock.Slots).Reverse().Select(Slot)]
        );

    public void Dispose() => _listener.Dispose();

    private SlotStats Slot(int age)
    {
        ReadStats reads = _cache.Slot(age);
        return new SlotStats(_endpoints.Slot(age), reads.Reads, reads.HitRate);
    }

    private CacheState ReadState()
    {
        lock (_reading)
        {
            _gauges.Clear();
            _listener.RecordObservableInstruments();
            return new CacheState(
                Gauge("cache.memory.entries"),
                Gauge("cache.redis.away") is { } away ? away != 0 : null,
                Gauge("cache.journal.length"),
                Gauge("cache.redis.memory.used"),
                Gauge("cache.redis.memory.limit")
            );
        }
    }

    private long? Gauge(string name) => _gauges.TryGetValue(name, out long value) ? value : null;

    private void Choose(Instrument instrument, MeterListener listener)
    {
        if (!instrument.Meter.IsOf(_meters))
        {
            return;
        }

        object? taker = (instrument.Meter.Name, instrument.Name) switch
        {
            ("LearningStudio.Caching", "cache.requests") => new Measure<long>(_cache.Read),
            ("LearningStudio.Caching", "cache.invalidations") => new Measure<long>(_cache.Invalidated),
            ("LearningStudio.Caching", "cache.late_writes.refused") => new Measure<long>(_cache.RefusedLateWrite),
            ("LearningStudio.Caching", _) when instrument.IsObservable => new Measure<long>(
                (value, _) => _gauges[instrument.Name] = value
            ),
            ("LearningStudio.QueryBudgets", "learningstudio.db.queries_per_scope") => new Measure<long>(
                _endpoints.Asked
            ),
            ("Microsoft.AspNetCore.Hosting", "http.server.request.duration") => new Measure<double>(
                _endpoints.Answered
            ),
            _ => null,
        };
        if (taker is not null)
        {
            listener.EnableMeasurementEvents(instrument, taker);
        }
    }

    private static void Pass(
        Instrument instrument,
        double value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    ) => (state as Measure<double>)?.Invoke(value, tags);

    private static void Pass(
        Instrument instrument,
        long value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    ) => (state as Measure<long>)?.Invoke(value, tags);

    private static void Pass(
        Instrument instrument,
        int value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    ) => (state as Measure<long>)?.Invoke(value, tags);
}
