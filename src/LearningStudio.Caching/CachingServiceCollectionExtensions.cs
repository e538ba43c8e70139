using LearningStudio.Caching.Layers;
using LearningStudio.Caching.Policies;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
    /// <param name="configuration">The section that holds the options; changes take effect while running.</param>
    public static IServiceCollection AddLearningStudioCaching(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddCache(services).Bind(configuration);
        return services;
    }

    private static OptionsBuilder<VersionedCacheOptions> AddCache(IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<VersionedCacheOptions>, VersionedCacheOptionsValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<VersionedCache, LayeredCache>();
        services.Replace(ServiceDescriptor.Singleton<HybridCache>(s => s.GetRequiredService<VersionedCache>()));
        return services.AddOptions<VersionedCacheOptions>().ValidateOnStart();
    }
}
