using System.Diagnostics.Metrics;
using LearningStudio.HostApi.Observation;

namespace LearningStudio.HostApi.Http;

/// <summary>Records in the request's <see cref="CacheOutcome"/> what came of its reads: the cache counts each in the reader's flow.</summary>
internal sealed class CacheResultListener(IMeterFactory meters) : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (
                instrument is { Name: "cache.requests", Meter.Name: "LearningStudio.Caching" }
                && instrument.Meter.IsOf(meters)
            )
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Report(tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private static void Report(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Tags.Text(tags, "cache.result") is "miss")
        {
            CacheOutcome.Current?.Miss();
        }
        else
        {
            CacheOutcome.Current?.Hit();
        }
    }
}
