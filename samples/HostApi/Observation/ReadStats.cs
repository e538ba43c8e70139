namespace LearningStudio.HostApi.Observation;

/// <summary>Reads of the cache, by what came of them.</summary>
/// <param name="MemoryHits">Answered from this process's memory.</param>
/// <param name="RedisHits">Answered from Redis.</param>
/// <param name="Joins">Answered by a computation that another read had begun.</param>
/// <param name="Misses">Computed.</param>
internal sealed record ReadStats(long MemoryHits, long RedisHits, long Joins, long Misses)
{
    /// <summary>All of them.</summary>
    public long Reads => MemoryHits + RedisHits + Joins + Misses;

    /// <summary>The share that memory and Redis answered, from 0 to 1; null without reads.</summary>
    public double? HitRate => Reads > 0 ? (double)(MemoryHits + RedisHits) / Reads : null;

    public static ReadStats Sum(IEnumerable<ReadStats> parts) =>
        parts.Aggregate(
            new ReadStats(0, 0, 0, 0),
            (sum, part) =>
                new ReadStats(
                    sum.MemoryHits + part.MemoryHits,
                    sum.RedisHits + part.RedisHits,
                    sum.Joins + part.Joins,
                    sum.Misses + part.Misses
                )
        );
}
