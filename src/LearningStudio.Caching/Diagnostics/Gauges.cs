using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis;
using LearningStudio.Caching.Redis.Housekeeping;

namespace LearningStudio.Caching.Diagnostics;

/// <summary>What can be read of the cache at any moment.</summary>
internal static class Gauges
{
    public static void Observe(LocalParts local, RedisTier? redis)
    {
        CacheTelemetry telemetry = local.Telemetry;
        telemetry.Observe("cache.memory.entries", "{entry}", "Entries in memory.", () => local.Store.Count);
        telemetry.Observe(
            "cache.log.records",
            "{record}",
            "Patterns and tags remembered.",
            () => local.Store.Log.Count
        );
        if (redis is not null)
        {
            telemetry.Observe(
                "cache.redis.away",
                null,
                "1 while this process works without Redis.",
                () => redis.Session.Breaker.IsOpen ? 1 : 0
            );
            telemetry.Observe(
                "cache.journal.length",
                "{invalidation}",
                "Invalidations that wait for Redis.",
                () => redis.Session.Breaker.Pending
            );
            ServerWatch watch = redis.Watch;
            telemetry.Observe("cache.redis.memory.used", "By", "Redis's memory.", () => watch.Latest?.UsedMemory);
            telemetry.Observe("cache.redis.memory.limit", "By", "Its bound.", () => watch.Latest?.MaxMemory);
            telemetry.Observe("cache.redis.clients", "{client}", "Connections.", () => watch.Latest?.Clients);
            telemetry.ObserveTotal("cache.redis.evictions", "{key}", "Evicted keys.", () => watch.Latest?.EvictedKeys);
        }
    }
}
