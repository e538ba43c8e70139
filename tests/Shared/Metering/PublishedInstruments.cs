using System.Diagnostics.Metrics;

namespace LearningStudio.Tests.Metering;

/// <summary>The names of the instruments that some meters publish from now on.</summary>
internal sealed class PublishedInstruments : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<string> _names = [];

    public PublishedInstruments(SeparateMeters meters)
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                _names.Add(instrument.Name);
            }
        };
        _listener.Start();
    }

    public IReadOnlyList<string> Names => _names;

    public void Dispose() => _listener.Dispose();
}
