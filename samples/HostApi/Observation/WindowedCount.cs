namespace LearningStudio.HostApi.Observation;

/// <summary>How often something happened.</summary>
/// <param name="Window">Within the window.</param>
/// <param name="SinceStart">Since the host started.</param>
internal sealed record WindowedCount(long Window, long SinceStart);
