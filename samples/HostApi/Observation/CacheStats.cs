namespace LearningStudio.HostApi.Observation;

/// <summary>What the cache does.</summary>
/// <param name="Window">Reads within the window.</param>
/// <param name="SinceStart">Reads since the host started.</param>
/// <param name="Families">Reads by family of keys, the busiest first; at most 100 and the rest.</param>
/// <param name="Invalidations">Invalidations by kind.</param>
/// <param name="LateWritesRefused">Computed values that an invalidation had overtaken, and that were not stored.</param>
/// <param name="State">The cache at this moment.</param>
internal sealed record CacheStats(
    ReadStats Window,
    ReadStats SinceStart,
    IReadOnlyList<FamilyStats> Families,
    IReadOnlyList<InvalidationStats> Invalidations,
    WindowedCount LateWritesRefused,
    CacheState State
);
