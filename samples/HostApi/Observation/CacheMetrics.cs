namespace LearningStudio.HostApi.Observation;

/// <summary>Counts what the cache does, by key family and kind. Thread-safe.</summary>
internal sealed class CacheMetrics(WindowClock clock)
{
    private const int MaxFamilies = 100;
    private const int MemoryHit = 0;
    private const int RedisHit = 1;
    private const int Join = 2;
    private const int Miss = 3;
    private const int Results = 4;
    private const int LateWrite = 4;
    private static readonly string[] Kinds = ["key", "pattern", "tag", "everything"];
    private readonly BoundedSeries _families = new(clock, Results, MaxFamilies);
    private readonly SlidingCounts _changes = new(clock, Kinds.Length + 1);

    public void Read(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        int result = Tags.Text(tags, "cache.result") switch
        {
            "hit" => Tags.Text(tags, "cache.level") is "redis" ? RedisHit : MemoryHit,
            "join" => Join,
            _ => Miss,
        };
        _families.GetOrAdd(Tags.Text(tags, "cache.family") ?? BoundedSeries.Other).Add(result, (int)count);
    }

    public void Invalidated(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        int kind = Array.IndexOf(Kinds, Tags.Text(tags, "cache.invalidation.kind"));
        if (kind >= 0)
        {
            _changes.Add(kind, (int)count);
        }
    }

    public void RefusedLateWrite(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _changes.Add(LateWrite, (int)count);

    public CacheStats ToStats(CacheState state)
    {
        FamilyStats[] families =
        [
            .. _families
                .Rank(ToReads, reads => reads.Reads)
                .Select(family => new FamilyStats(family.Name, family.Window, family.SinceStart)),
        ];
        long[] window = _changes.Window();
        long[] totals = _changes.Totals();
        return new CacheStats(
            ReadStats.Sum(families.Select(family => family.Window)),
            ReadStats.Sum(families.Select(family => family.SinceStart)),
            families,
            [.. Kinds.Select((kind, i) => new InvalidationStats(kind, window[i], totals[i]))],
            new WindowedCount(window[LateWrite], totals[LateWrite]),
            state
        );
    }

    /// <summary>The reads of one slot of the window.</summary>
    public ReadStats Slot(int age) => ToReads(_families.Slot(age));

    private static ReadStats ToReads(long[] counts) =>
        new(counts[MemoryHit], counts[RedisHit], counts[Join], counts[Miss]);
}
