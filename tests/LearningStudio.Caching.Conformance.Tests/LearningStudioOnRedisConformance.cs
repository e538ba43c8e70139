using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Conformance.Tests;

public sealed class LearningStudioOnRedisConformance(ConformanceRedis redis)
    : HybridCacheConformance,
        IClassFixture<ConformanceRedis>,
        IAsyncLifetime
{
    private ServiceProvider _services = null!;

    protected override string Contender => "LearningStudio on Redis";

    public Task InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddLearningStudioCaching(options =>
            {
                options.KeyPrefix = $"conformance-{Guid.CreateVersion7():n}";
                options.Redis.Configuration = redis.Server.Configuration;
                options.Redis.OperationTimeout = TimeSpan.FromMinutes(1);
            })
            .BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    protected override async Task<HybridCache> CreateAsync()
    {
        var cache = _services.GetRequiredService<VersionedCache>();
        await ServerProcess.UntilAsync(
            async () => await cache.RemoveByPatternAsync("nothing") is InvalidationScope.Everywhere,
            "Redis to be used"
        );
        return cache;
    }
}
