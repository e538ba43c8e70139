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
        services.AddLearningStudioCaching(o => o.Limits.MaxKeyLength = 8);

        services.Count(service => service.ServiceType == typeof(HybridCache)).ShouldBe(1);
        services.Count(service => service.ServiceType == typeof(VersionedCache)).ShouldBe(1);
        using ServiceProvider provider = Build(services);
        provider.GetRequiredService<HybridCache>().ShouldBeSameAs(provider.GetRequiredService<VersionedCache>());
        CacheLimits limits = provider.GetRequiredService<IOptions<VersionedCacheOptions>>().Value.Limits;
        (limits.LocalCapacity, limits.MaxKeyLength).ShouldBe((7, 8));
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

    [Fact]
    public async Task KeyedCaches_StandBesideEachOther()
    {
        var services = new ServiceCollection();
        services.AddLearningStudioCaching();
        services.AddKeyedLearningStudioCaching("sessions", o => o.DefaultExpiration = TimeSpan.FromHours(1));
        services.AddKeyedLearningStudioCaching("sessions", o => o.KeyPrefix = "sessions");
        using ServiceProvider provider = Build(services);
        var cache = provider.GetRequiredService<HybridCache>();
        var sessions = provider.GetRequiredKeyedService<HybridCache>("sessions");

        await cache.SetAsync("a", 1);

        sessions.ShouldBeSameAs(provider.GetRequiredKeyedService<VersionedCache>("sessions"));
        (
            await provider.GetRequiredKeyedService<VersionedCache>("sessions").TryGetAsync<int>("a")
        ).Found.ShouldBeFalse();
        VersionedCacheOptions options = provider
            .GetRequiredService<IOptionsMonitor<VersionedCacheOptions>>()
            .Get("sessions");
        (options.KeyPrefix, options.DefaultExpiration).ShouldBe(("sessions", TimeSpan.FromHours(1)));
        (await cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(2))).ShouldBe(1);
    }

    [Fact]
    public async Task BadOptionOfAKeyedCache_StopsTheStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddKeyedLearningStudioCaching("sessions", o => o.Version = -1);
        using IHost host = builder.Build();

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message.ShouldContain("Version");
    }

    private static ServiceProvider Build(ServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
