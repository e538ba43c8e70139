using System.Diagnostics.Metrics;

namespace LearningStudio.Caching.Tests.Diagnostics;

/// <summary>Meters of one test: what other tests count meanwhile is not seen.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
