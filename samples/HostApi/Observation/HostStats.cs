namespace LearningStudio.HostApi.Observation;

/// <summary>What this process does.</summary>
/// <param name="At">When this was read, in UTC.</param>
/// <param name="Began">When the host started, in UTC.</param>
/// <param name="WindowSeconds">How long the sliding window is; its newest slot has only begun.</param>
/// <param name="SlotSeconds">How long a slot of it is.</param>
/// <param name="Cache">What the cache does.</param>
/// <param name="Endpoints">Requests by endpoint, the busiest first; at most 100 and the rest.</param>
/// <param name="History">The slots of the window, the oldest first.</param>
internal sealed record HostStats(
    DateTimeOffset At,
    DateTimeOffset Began,
    int WindowSeconds,
    int SlotSeconds,
    CacheStats Cache,
    IReadOnlyList<EndpointStats> Endpoints,
    IReadOnlyList<SlotStats> History
);
