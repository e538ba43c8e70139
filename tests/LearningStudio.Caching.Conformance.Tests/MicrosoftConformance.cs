using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Conformance.Tests;

public sealed class MicrosoftConformance : HybridCacheConformance, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    protected override string Contender => "HybridCache";

    public Task InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        _services = services.BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    protected override Task<HybridCache> CreateAsync() => Task.FromResult(_services.GetRequiredService<HybridCache>());
}
