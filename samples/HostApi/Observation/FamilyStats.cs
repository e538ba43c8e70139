namespace LearningStudio.HostApi.Observation;

/// <summary>The reads of a family of keys.</summary>
/// <param name="Family">The family; <c>other</c> for the rest.</param>
/// <param name="Window">Within the window.</param>
/// <param name="SinceStart">Since the host started.</param>
internal sealed record FamilyStats(string Family, ReadStats Window, ReadStats SinceStart);
