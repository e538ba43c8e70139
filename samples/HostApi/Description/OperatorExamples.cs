using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Observation;
using LearningStudio.Repositories.Auditing;

namespace LearningStudio.HostApi.Description;

/// <summary>Figures and the audit log as an operator sees them.</summary>
internal static class OperatorExamples
{
    public static AuditPage Audit(DateTimeOffset at) =>
        new(
            [
                new AuditEntry(
                    71,
                    at,
                    4,
                    "moderator",
                    "post.delete",
                    "post",
                    "12",
                    "done",
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                    null
                ),
            ],
            null
        );

    public static HostStats Stats(DateTimeOffset at)
    {
        var reads = new ReadStats(MemoryHits: 90, RedisHits: 6, Joins: 1, Misses: 3);
        var requests = new RequestStats(100, 0, 6, 0.06, 0.0008, 0.002, 0.009);
        return new HostStats(
            at,
            at.AddHours(-1),
            WindowSeconds: 300,
            SlotSeconds: 10,
            new CacheStats(
                reads,
                reads,
                [new FamilyStats("topic:detail", reads, reads)],
                [new InvalidationStats("pattern", 2, 2)],
                new WindowedCount(0, 0),
                new CacheState(57, RedisAway: false, JournalLength: 0, RedisMemoryUsed: 1_500_000, null)
            ),
            [new EndpointStats("GET /api/v1/topics/{id}", requests, requests)],
            [new SlotStats(4, 4, 0.96)]
        );
    }
}
