using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class HealthTests
{
    [Fact]
    public async Task MemoryAlone_IsHealthy()
    {
        await using ServiceProvider services = Services(null);

        HealthReportEntry health = await HealthAsync(services);

        health.Status.ShouldBe(HealthStatus.Healthy);
        health.Data.Keys.ShouldBe(["memory.entries", "memory.hit_ratio"]);
    }

    [Fact]
    public async Task CacheOfTheApplicationsOwn_IsNotJudged()
    {
        var services = new ServiceCollection();
        services.AddSingleton<VersionedCache>(_ => null!);
        services.AddLogging().AddHealthChecks().AddLearningStudioCache();
        await using ServiceProvider provider = services.BuildServiceProvider();

        (await HealthAsync(provider)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task RedisAway_IsDegradedUntilItIsBack()
    {
        await using var server = new RedisServer("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
        await using ServiceProvider services = Services(server.Configuration);
        var cache = services.GetRequiredService<VersionedCache>();

        await cache.RemoveByPatternAsync("a:*");
        HealthReportEntry away = await HealthAsync(services);
        away.Status.ShouldBe(HealthStatus.Degraded);
        away.Data["redis.away"].ShouldBe(true);
        away.Data["journal.length"].ShouldBe(1);

        await server.BeginAsync();
        await ServerProcess.UntilAsync(
            async () => (await HealthAsync(services)).Status is HealthStatus.Healthy,
            "the cache to be healthy by itself"
        );
        HealthReportEntry back = await HealthAsync(services);
        back.Data["journal.length"].ShouldBe(0);
        back.Data["redis.memory.limit"].ShouldBe(100L * 1024 * 1024);
        back.Data["redis.eviction_policy"].ShouldBe("allkeys-lru");
        ((long)back.Data["redis.memory.used"]).ShouldBeGreaterThan(100_000);
        ((long)back.Data["redis.clients"]).ShouldBeInRange(2, 50);
    }

    private static ServiceProvider Services(string? redis)
    {
        var services = new ServiceCollection();
        services.AddLearningStudioCaching(options => options.Redis.Configuration = redis);
        services.AddHealthChecks().AddLearningStudioCache();
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> HealthAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["cache"];
}
