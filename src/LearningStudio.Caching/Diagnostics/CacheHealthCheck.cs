using LearningStudio.Caching.Layers;
using LearningStudio.Caching.Redis.Housekeeping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.Caching.Diagnostics;

/// <summary>Degraded while one of the caches works without Redis: it serves, but other processes' invalidations do not arrive.</summary>
/// <remarks>The figures of a keyed cache begin with its key.</remarks>
internal sealed class CacheHealthCheck(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var away = new List<string>();
        int known = 0;
        bool usesRedis = false;
        foreach (CacheRegistration registration in services.GetServices<CacheRegistration>())
        {
            if (registration.Find(services) is { } cache)
            {
                known++;
                usesRedis |= cache.Redis is not null;
                string prefix = registration.Key is null ? "" : $"{registration.Name}:";
                await ReadAsync(cache, prefix, data, cancellationToken).ConfigureAwait(false);
                away.AddRange(
                    cache.Redis is { Session.Breaker: { IsOpen: true } breaker } ? [$"{prefix}{breaker.Reason}"] : []
                );
            }
        }

        return away.Count > 0
                ? new HealthCheckResult(
                    context.Registration.FailureStatus,
                    $"Redis is away ({string.Join(", ", away)}): memory serves.",
                    data: data
                )
            : known == 0 ? HealthCheckResult.Healthy("A cache of the application's own.")
            : HealthCheckResult.Healthy(usesRedis ? "Memory and Redis." : "Memory alone.", data);
    }

    private static async Task ReadAsync(
        LayeredCache cache,
        string prefix,
        Dictionary<string, object> data,
        CancellationToken cancellationToken
    )
    {
        (long redisHits, long misses) = cache.Local.Telemetry.Totals;
        data[$"{prefix}memory.entries"] = cache.Local.Store.Count;
        data[$"{prefix}memory.hit_ratio"] = Math.Round(cache.Local.Store.HitRatio, 4);
        if (cache.Redis is not { } redis)
        {
            return;
        }

        ServerStats? stats = await redis.Watch.ReadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        data[$"{prefix}redis.away"] = redis.Session.Breaker.IsOpen;
        data[$"{prefix}redis.hit_ratio"] = Math.Round((double)redisHits / Math.Max(1, redisHits + misses), 4);
        data[$"{prefix}journal.length"] = redis.Session.Breaker.Pending;
        data[$"{prefix}redis.clock_skew_seconds"] = Math.Round(cache.Local.Forms.Clock.Ahead.TotalSeconds, 3);
        if (redis.Session.Breaker.Reason is { } reason)
        {
            data[$"{prefix}redis.reason"] = reason;
        }

        if (redis.Listener.Refusal is { } refusal)
        {
            data[$"{prefix}redis.messages"] = $"refused: {refusal}";
        }

        if (stats is not null)
        {
            data[$"{prefix}redis.memory.used"] = stats.UsedMemory;
            data[$"{prefix}redis.memory.limit"] = stats.MaxMemory;
            data[$"{prefix}redis.eviction_policy"] = stats.EvictionPolicy;
            data[$"{prefix}redis.evictions"] = stats.EvictedKeys;
            data[$"{prefix}redis.clients"] = stats.Clients;
        }
    }
}
