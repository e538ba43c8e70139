using System.Diagnostics.CodeAnalysis;
using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Layers;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Warming;
using LearningStudio.Settings;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching;

/// <summary>Registers the cache.</summary>
public static class CachingServiceCollectionExtensions
{
    /// <summary>Registers one cache as both <see cref="VersionedCache"/> and <see cref="HybridCache"/>.</summary>
    /// <remarks>
    /// An earlier <see cref="HybridCache"/> registration is replaced: two caches side by side would miss each
    /// other's invalidations. An earlier <see cref="VersionedCache"/> or <see cref="TimeProvider"/> is kept.
    /// Calling it again adds settings and nothing else. Options are validated when the host starts.
    /// </remarks>
    public static IServiceCollection AddLearningStudioCaching(
        this IServiceCollection services,
        Action<VersionedCacheOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<VersionedCacheOptions> options = AddCache(services);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    /// <inheritdoc cref="AddLearningStudioCaching(IServiceCollection, Action{VersionedCacheOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds the options; changes take effect while running. A setting that they do not have stops the start by its full name.
    /// </param>
    public static IServiceCollection AddLearningStudioCaching(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        Bind(AddCache(services), configuration);
        return services;
    }

    /// <summary>Registers one more cache, as both keyed services, beside others: with a prefix, and a memory, of its own.</summary>
    /// <remarks>
    /// Its options are named by the key where that is a text, else by its type and text (<c>System.Int32:1</c>). Give each
    /// cache a <see cref="VersionedCacheOptions.KeyPrefix"/> of its own: caches with one prefix share what is in Redis.
    /// </remarks>
    public static IServiceCollection AddKeyedLearningStudioCaching(
        this IServiceCollection services,
        object serviceKey,
        Action<VersionedCacheOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceKey);
        OptionsBuilder<VersionedCacheOptions> options = AddKeyedCache(services, serviceKey);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    /// <inheritdoc cref="AddKeyedLearningStudioCaching(IServiceCollection, object, Action{VersionedCacheOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The cache's key.</param>
    /// <param name="configuration">
    /// The section that holds the options; changes take effect while running. A setting that they do not have stops the start by its full name.
    /// </param>
    public static IServiceCollection AddKeyedLearningStudioCaching(
        this IServiceCollection services,
        object serviceKey,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceKey);
        ArgumentNullException.ThrowIfNull(configuration);
        Bind(AddKeyedCache(services, serviceKey), configuration);
        return services;
    }

    /// <summary>Has a warmer run when the host starts, and whenever <see cref="CacheWarmup.RunAsync"/> is called.</summary>
    /// <typeparam name="TWarmer">Made anew for each run, in a scope of its own, with services from the container.</typeparam>
    public static IServiceCollection AddCacheWarmer<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWarmer
    >(this IServiceCollection services)
        where TWarmer : class, ICacheWarmer
    {
        ArgumentNullException.ThrowIfNull(services);
        AddWarmer(services, new WarmerRegistration(typeof(TWarmer)));
        return services;
    }

    /// <summary>Has a warmer fill the cache that was registered under a key.</summary>
    /// <typeparam name="TWarmer">Made anew for each run, in a scope of its own, with services from the container.</typeparam>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key given to <c>AddKeyedLearningStudioCaching</c>.</param>
    public static IServiceCollection AddKeyedCacheWarmer<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWarmer
    >(this IServiceCollection services, object serviceKey)
        where TWarmer : class, ICacheWarmer
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceKey);
        AddWarmer(services, new WarmerRegistration(typeof(TWarmer), serviceKey));
        return services;
    }

    /// <summary>Adds the cache's health: degraded, not unhealthy, while it works without Redis.</summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="tags">Its tags, for example those that readiness is asked by.</param>
    /// <remarks>
    /// Its data: whether Redis is away, the pending invalidations, the share of the reads that memory and Redis answered,
    /// and Redis's memory, bound, eviction policy, evictions and connections.
    /// </remarks>
    public static IHealthChecksBuilder AddLearningStudioCache(
        this IHealthChecksBuilder builder,
        string name = "cache",
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(
            new HealthCheckRegistration(name, s => new CacheHealthCheck(s), HealthStatus.Degraded, tags)
        );
    }

    private static OptionsBuilder<VersionedCacheOptions> AddCache(IServiceCollection services)
    {
        AddShared(services);
        CacheRegistration.Add(services, key: null);
        services.TryAddSingleton<VersionedCache>(s => Create(s, Options.DefaultName));
        services.Replace(ServiceDescriptor.Singleton<HybridCache>(s => s.GetRequiredService<VersionedCache>()));
        return services.AddOptions<VersionedCacheOptions>().ValidateOnStart();
    }

    private static OptionsBuilder<VersionedCacheOptions> AddKeyedCache(IServiceCollection services, object serviceKey)
    {
        AddShared(services);
        string name = CacheRegistration.Add(services, serviceKey).Name;
        services.TryAddKeyedSingleton<VersionedCache>(serviceKey, (s, _) => Create(s, name));
        services.RemoveAllKeyed<HybridCache>(serviceKey);
        services.AddKeyedSingleton<HybridCache>(serviceKey, (s, key) => s.GetRequiredKeyedService<VersionedCache>(key));
        return services.AddOptions<VersionedCacheOptions>(name).ValidateOnStart();
    }

    private static void AddWarmer(IServiceCollection services, WarmerRegistration warmer)
    {
        if (!services.Any(service => warmer.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(warmer);
        }

        services.TryAddSingleton(s => new CacheWarmup(
            s.GetRequiredService<IServiceScopeFactory>(),
            s.GetServices<WarmerRegistration>(),
            s,
            s.GetRequiredService<ILogger<VersionedCache>>()
        ));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WarmingAtStart>());
    }

    // A misspelt switch that is ignored would be found on the night it is needed.
    private static void Bind(OptionsBuilder<VersionedCacheOptions> options, IConfiguration configuration) =>
        options
            .Bind(configuration)
            .Services.AddSingleton<IValidateOptions<VersionedCacheOptions>>(
                new SettingsValidator<VersionedCacheOptions>(options.Name, configuration, CacheSettings.Known)
            );

    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<VersionedCacheOptions>, VersionedCacheOptionsValidator>()
        );
        services.TryAddSingleton<IOptionsFactory<VersionedCacheOptions>, LastGoodOptionsFactory>();
        services.TryAddSingleton(TimeProvider.System);
    }

    private static LayeredCache Create(IServiceProvider services, string optionsName) =>
        new(
            new CacheComposition(
                optionsName,
                services.GetRequiredService<IOptionsMonitor<VersionedCacheOptions>>(),
                services,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<VersionedCache>>()
            )
        );
}
