using LearningStudio.Caching.Diagnostics;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Tests;

/// <summary>Keyed caches with their health and warmers, and settings that change for the worse.</summary>
public sealed class RegistrationOfSeveralTests
{
    private readonly FakeLogCollector _logs = FakeLogCollector.Create(new FakeLogCollectorOptions());

    [Fact]
    public void KeysOfOneText_HaveOptionsOfTheirOwn()
    {
        ServiceCollection services = NewServices();
        services.AddLearningStudioCaching(o => o.KeyPrefix = "plain");
        object[] keys = ["", "1", 1, 1L, 'x', "x"];
        foreach (object key in keys)
        {
            services.AddKeyedLearningStudioCaching(key, o => o.KeyPrefix += $"_{key.GetType().Name}");
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<VersionedCacheOptions>>();

        options.CurrentValue.KeyPrefix.ShouldBe("plain");
        options.Get("1").KeyPrefix.ShouldBe("learning_studio_String");
        options.Get("System.Int32:1").KeyPrefix.ShouldBe("learning_studio_Int32");
        keys.Select(key => provider.GetRequiredKeyedService<VersionedCache>(key)).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public async Task KeyedCacheWithoutItsRedis_IsDegradedAndSaysWhy()
    {
        ServiceCollection services = NewServices();
        services.AddKeyedLearningStudioCaching(
            "sessions",
            o => o.Redis.Configuration = $"127.0.0.1:{ServerProcess.FreePort()}"
        );
        services.AddHealthChecks().AddLearningStudioCache();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<VersionedCache>("sessions").RemoveByPatternAsync("a");

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        HealthReportEntry health = report.Entries["cache"];
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Data["sessions:redis.away"].ShouldBe(true);
        health.Data.ShouldContainKey("sessions:redis.reason");
    }

    [Fact]
    public async Task WarmerOfAKeyedCache_FillsIt()
    {
        ServiceCollection services = NewServices();
        services.AddKeyedLearningStudioCaching("sessions");
        services.AddKeyedCacheWarmer<Warmer>("sessions");
        await using ServiceProvider provider = services.BuildServiceProvider();

        (await provider.GetRequiredService<CacheWarmup>().RunAsync()).ShouldBe(0);

        (await provider.GetRequiredKeyedService<VersionedCache>("sessions").TryGetAsync<int>("warm")).ShouldBe(
            (true, 7)
        );
    }

    [Fact]
    public async Task WarmerWithoutACache_SaysWhatIsMissing()
    {
        ServiceCollection services = NewServices();
        services.AddKeyedLearningStudioCaching("sessions");
        services.AddCacheWarmer<Warmer>();
        await using ServiceProvider provider = services.BuildServiceProvider();

        InvalidOperationException told = await Should.ThrowAsync<InvalidOperationException>(() =>
            provider.GetRequiredService<CacheWarmup>().RunAsync()
        );

        told.Message.ShouldContain("AddKeyedCacheWarmer");
    }

    [Theory]
    [InlineData("Policies:a:Jitter", "5", "Policies.a.Jitter")]
    [InlineData("Policies:a:Enabld", "false", "Enabld")]
    [InlineData("Policies:a:Expiration", "soon", "Expiration")]
    [InlineData("Enabld", "false", "Enabld")]
    public async Task BadChange_IsLoggedAndWhatWasInForceStaysSo(string setting, string value, string named)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Policies:a:Pattern", "a:*"), new("Policies:b:Pattern", "b:*")])
            .Build();
        ServiceCollection services = NewServices();
        services.AddLearningStudioCaching(configuration);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var cache = provider.GetRequiredService<VersionedCache>();
        await cache.SetAsync("b:1", 1);

        configuration[setting] = value;
        configuration["Policies:b:Enabled"] = "false";
        configuration.Reload();

        _logs.GetSnapshot().Single(line => line.Id.Id == Log.ConfigurationRejectedId).Message.ShouldContain(named);
        (await cache.TryGetAsync<int>("b:1")).Found.ShouldBeTrue();
        configuration[setting] = null;
        configuration.Reload();
        if (setting is "Policies:a:Jitter" or "Policies:a:Expiration")
        {
            (await cache.TryGetAsync<int>("b:1")).Found.ShouldBeFalse("the corrected settings are in force");
        }
    }

    [Fact]
    public async Task UnknownSetting_StopsTheStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLearningStudioCaching(
            new ConfigurationBuilder().AddInMemoryCollection([new("Enabld", "false")]).Build()
        );
        using IHost host = builder.Build();

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message.ShouldContain(
            "Enabld is not a setting: the section has DefaultExpiration, Enabled"
        );
    }

    // Whether somebody has called AddHybridCache changes nothing of what stands in Redis.
    [Fact]
    public async Task MicrosoftsSerializers_AreNotTaken()
    {
        ServiceCollection services = NewServices();
        services.AddHybridCache();
        services.AddLearningStudioCaching();
        await using ServiceProvider provider = services.BuildServiceProvider();
        var codecs = new Caching.Values.ValueCodecs(provider);
        var alone = new Caching.Values.ValueCodecs(new ServiceCollection().BuildServiceProvider());

        codecs.Get<string>().Fingerprint.ShouldBe(alone.Get<string>().Fingerprint);
        codecs.Get<byte[]>().Fingerprint.ShouldBe(alone.Get<byte[]>().Fingerprint);
        codecs.Get<Dictionary<int, string>>().Fingerprint.ShouldBe(alone.Get<Dictionary<int, string>>().Fingerprint);
    }

    // The first to resolve the cache is a request: its locals and its trace are nothing to the loops.
    [Fact]
    public async Task LoopsAndFactories_DoNotKeepTheFirstCallersContext()
    {
        var local = new AsyncLocal<object?>();
        var told = new List<object?>();
        ServiceCollection services = NewServices();
        services.AddLearningStudioCaching(o =>
        {
            o.Redis.Configuration = "127.0.0.1:1";
            o.Redis.ConnectionMultiplexerFactory = () =>
            {
                told.Add(local.Value);
                throw new InvalidTimeZoneException();
            };
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        await Task.Run(() =>
        {
            local.Value = "request";
            _ = provider.GetRequiredService<VersionedCache>();
        });

        await ServerProcess.UntilAsync(() => Task.FromResult(told.Count > 1), "attempts to connect");

        told.ShouldAllBe(value => value == null);
    }

    private ServiceCollection NewServices()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(_logs)]));
        services.AddLogging();
        return services;
    }

    private sealed class Warmer : ICacheWarmer
    {
        public async Task WarmAsync(HybridCache cache, CancellationToken cancellationToken) =>
            await cache.SetAsync("warm", 7, cancellationToken: cancellationToken);
    }
}
