namespace LearningStudio.HostApi.Observation;

/// <summary>A slot of the window.</summary>
/// <param name="Requests">How many requests were answered.</param>
/// <param name="Reads">How often the cache was read.</param>
/// <param name="HitRate">The share that memory and Redis answered; null without reads.</param>
internal sealed record SlotStats(long Requests, long Reads, double? HitRate);
