using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Conformance.Tests;

public sealed class LearningStudioConformance : HybridCacheConformance, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    protected override string Contender => "LearningStudio";

    public Task InitializeAsync()
    {
        _services = new ServiceCollection().AddLearningStudioCaching().BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    protected override Task<HybridCache> CreateAsync() => Task.FromResult(_services.GetRequiredService<HybridCache>());
}
