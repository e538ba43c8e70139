namespace LearningStudio.HostApi.Observation;

/// <summary>The cache at this moment.</summary>
/// <param name="MemoryEntries">Entries in this process's memory; null before its first use.</param>
/// <param name="RedisAway">Whether it works without Redis for now; null where it has none.</param>
/// <param name="JournalLength">Invalidations that wait for Redis; null without Redis.</param>
/// <param name="RedisMemoryUsed">Redis's memory in bytes; null while unknown.</param>
/// <param name="RedisMemoryLimit">The bound on it, 0 for none; null while unknown.</param>
internal sealed record CacheState(
    long? MemoryEntries,
    bool? RedisAway,
    long? JournalLength,
    long? RedisMemoryUsed,
    long? RedisMemoryLimit
);
