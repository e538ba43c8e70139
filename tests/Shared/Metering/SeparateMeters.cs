using System.Diagnostics.Metrics;

namespace LearningStudio.Tests.Metering;

/// <summary>Meters that are told apart from those of other caches in the process.</summary>
internal sealed class SeparateMeters : IMeterFactory
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
