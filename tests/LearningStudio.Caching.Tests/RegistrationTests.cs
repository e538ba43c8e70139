using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Twice_IsOnceWithBothSettings()
    {
        var services = new ServiceCollection();
        services.AddLearningStudioCaching(o => o.Limits.LocalCapacity = 7);
        services.AddLearningStudioCaching(o => o.Limits.MaximumKeyLength = 8);

        services.Count(service => service.ServiceType == typeof(HybridCache)).ShouldBe(1);
        services.Count(service => service.ServiceType == typeof(VersionedCache)).ShouldBe(1);
        using ServiceProvider provider = Build(services);
        provider.GetRequiredService<HybridCache>().ShouldBeSameAs(provider.GetRequiredService<VersionedCache>());
        CacheLimits limits = provider.GetRequiredService<IOptions<VersionedCacheOptions>>().Value.Limits;
        (limits.LocalCapacity, limits.MaximumKeyLength).ShouldBe((7, 8));
    }

    [Fact]
    public void EarlierHybridCache_IsReplaced()
    {
        var services = new ServiceCollection();
        services.AddSingleton<HybridCache>(_ => throw new InvalidOperationException());
        services.AddLearningStudioCaching();

        using ServiceProvider provider = Build(services);

        provider.GetServices<HybridCache>().ShouldHaveSingleItem().ShouldBeAssignableTo<VersionedCache>();
    }

    [Fact]
    public async Task BadOption_StopsTheStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLearningStudioCaching(o => o.Limits.LocalCapacity = 0);
        using IHost host = builder.Build();

        var stopped = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        stopped.Message.ShouldContain("Limits.LocalCapacity");
        stopped.Message.ShouldContain("from 3 to 10000000");
    }

    private static ServiceProvider Build(ServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
