using LearningStudio.Caching.Layers;
using LearningStudio.Caching.Redis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.Caching.Diagnostics;

/// <summary>Degraded while the cache works without Redis: it serves, but other processes' invalidations do not arrive.</summary>
/// <param name="cache">The cache; null where the application registered one of its own, of which nothing is known.</param>
internal sealed class CacheHealthCheck(LayeredCache? cache) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (cache is null)
        {
            return HealthCheckResult.Healthy("A cache of the application's own.");
        }

        (long redisHits, long misses) = cache.Local.Telemetry.Totals;
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["memory.entries"] = cache.Local.Store.Count,
            ["memory.hit_ratio"] = Math.Round(cache.Local.Store.HitRatio, 4),
        };
        if (cache.Redis is not { } redis)
        {
            return HealthCheckResult.Healthy("Memory alone.", data);
        }

        ServerFigures? figures = await redis.Watch.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        bool isAway = redis.Node.Gate.IsOpen;
        data["redis.away"] = isAway;
        data["redis.hit_ratio"] = Math.Round((double)redisHits / Math.Max(1, redisHits + misses), 4);
        data["journal.length"] = redis.Node.Gate.Pending;
        if (figures is not null)
        {
            data["redis.memory.used"] = figures.UsedMemory;
            data["redis.memory.limit"] = figures.MaximumMemory;
            data["redis.eviction_policy"] = figures.EvictionPolicy;
            data["redis.evictions"] = figures.EvictedKeys;
            data["redis.clients"] = figures.Clients;
        }

        return isAway
            ? new HealthCheckResult(context.Registration.FailureStatus, "Redis is away: memory serves.", data: data)
            : HealthCheckResult.Healthy("Memory and Redis.", data);
    }
}
