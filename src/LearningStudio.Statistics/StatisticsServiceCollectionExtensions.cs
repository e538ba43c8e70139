using LearningStudio.Settings;
using LearningStudio.Statistics.Cached;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Statistics;

/// <summary>Registers the statistics.</summary>
public static class StatisticsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ForumStatisticsService"/>. A <see cref="IForumStatisticsSource"/>, a HybridCache or a
    /// <see cref="TimeProvider"/> that is registered is used; the defaults are an
    /// <see cref="InMemoryForumStatisticsSource"/>, Microsoft's cache in memory, and the system's clock.
    /// </summary>
    /// <remarks>
    /// Calling it again adds settings and nothing else. Options are validated when the host starts. Where the feature
    /// switch <c>LearningStudio.Statistics.DefaultCache</c> is off, there is no default cache: one has to be registered.
    /// </remarks>
    public static IServiceCollection AddLearningStudioStatistics(
        this IServiceCollection services,
        Action<ForumStatisticsOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<ForumStatisticsOptions> options = AddStatistics(services);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    /// <summary>
    /// Registers <see cref="ForumStatisticsService"/> over a source: the one given replaces one that is registered.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="source">The source, an <see cref="InMemoryForumStatisticsSource"/> for example.</param>
    /// <param name="configure">Changes the options.</param>
    /// <remarks>
    /// Otherwise as <see cref="AddLearningStudioStatistics(IServiceCollection, Action{ForumStatisticsOptions})"/>.
    /// </remarks>
    public static IServiceCollection AddLearningStudioStatistics(
        this IServiceCollection services,
        IForumStatisticsSource source,
        Action<ForumStatisticsOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(source);
        services.Replace(ServiceDescriptor.Singleton(source));
        return services.AddLearningStudioStatistics(configure);
    }

    /// <inheritdoc cref="AddLearningStudioStatistics(IServiceCollection, Action{ForumStatisticsOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds the options. A setting that they do not have stops the start by its full name.
    /// </param>
    public static IServiceCollection AddLearningStudioStatistics(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddStatistics(services).Bind(configuration);
        // A misspelt setting would leave its default in force without a word.
        services.AddSingleton<IValidateOptions<ForumStatisticsOptions>>(
            new SettingsValidator<ForumStatisticsOptions>(
                Options.DefaultName,
                configuration,
                KnownSettings.From<ForumStatisticsOptions>()
            )
        );
        return services;
    }

    private static OptionsBuilder<ForumStatisticsOptions> AddStatistics(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ForumStatisticsOptions>, ForumStatisticsOptionsValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        if (DefaultCache.IsSupported)
        {
            services.AddHybridCache();
        }

        services.TryAddSingleton<IForumStatisticsSource, InMemoryForumStatisticsSource>();
        services.TryAddSingleton<ForumStatisticsService>();
        return services.AddOptions<ForumStatisticsOptions>().ValidateOnStart();
    }
}
