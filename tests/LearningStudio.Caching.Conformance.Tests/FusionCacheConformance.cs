using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Caching.Conformance.Tests;

public sealed class FusionCacheConformance : HybridCacheConformance, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    protected override string Contender => "FusionCache";

    public Task InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddFusionCache().AsHybridCache();
        _services = services.BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    protected override Task<HybridCache> CreateAsync() => Task.FromResult(_services.GetRequiredService<HybridCache>());
}
