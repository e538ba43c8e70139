using LearningStudio.HostApi.Observation;

namespace LearningStudio.HostApi.Description;

/// <summary>Figures as an operator sees them.</summary>
internal static class OperatorExamples
{
    public static HostFigures Figures(DateTimeOffset at)
    {
        var reads = new ReadFigures(MemoryHits: 90, RedisHits: 6, Joins: 1, Misses: 3);
        var requests = new RequestFigures(100, 0, 6, 0.06, 0.0008, 0.002, 0.009);
        return new HostFigures(
            at,
            at.AddHours(-1),
            WindowSeconds: 300,
            SlotSeconds: 10,
            new CacheFigures(
                reads,
                reads,
                [new FamilyFigures("topic:detail", reads, reads)],
                [new InvalidationFigures("pattern", 2, 2)],
                new WindowedCount(0, 0),
                new CacheState(57, RedisAway: false, JournalLength: 0, RedisMemoryUsed: 1_500_000, null)
            ),
            [new EndpointFigures("GET /api/v1/topics/{id}", requests, requests)],
            [new SlotFigures(4, 4, 0.96)]
        );
    }
}
