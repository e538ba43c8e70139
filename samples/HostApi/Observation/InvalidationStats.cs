namespace LearningStudio.HostApi.Observation;

/// <summary>Invalidations made by this process.</summary>
/// <param name="Kind">What they named: key, pattern, tag or everything.</param>
/// <param name="Window">Within the window.</param>
/// <param name="SinceStart">Since the host started.</param>
internal sealed record InvalidationStats(string Kind, long Window, long SinceStart);
