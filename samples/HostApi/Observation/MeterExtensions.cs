using System.Diagnostics.Metrics;

namespace LearningStudio.HostApi.Observation;

internal static class MeterExtensions
{
    /// <summary>Whether a meter is this host's: another host of the process has a factory of its own.</summary>
    public static bool IsOf(this Meter meter, IMeterFactory factory) =>
        meter.Scope is null || ReferenceEquals(meter.Scope, factory);
}
