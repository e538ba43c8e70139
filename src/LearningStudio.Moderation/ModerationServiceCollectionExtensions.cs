using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.InMemory;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Loading;
using LearningStudio.Moderation.Rules.Replay;
using LearningStudio.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation;

/// <summary>Registers moderation.</summary>
public static class ModerationServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="SpamScorer"/>, <see cref="DuplicateDetector"/>, <see cref="PostModerator"/>,
    /// <see cref="ReviewQueueService"/>, <see cref="RuleStatistics"/> and <see cref="RuleReplay"/>. A <see cref="IPostHistory"/>, an <see cref="IReviewQueue"/>, an
    /// <see cref="IFingerprintStore"/> or a <see cref="TimeProvider"/> that is registered is used; the defaults are in memory,
    /// and the system's clock.
    /// </summary>
    /// <remarks>Calling it again adds settings and nothing else. Options are validated when the host starts.</remarks>
    public static IServiceCollection AddLearningStudioModeration(
        this IServiceCollection services,
        Action<ModerationOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<ModerationOptions> options = AddModeration(services);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    /// <inheritdoc cref="AddLearningStudioModeration(IServiceCollection, Action{ModerationOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds the options; changes take effect while running. A setting that they do not have stops the start by its full name.
    /// </param>
    public static IServiceCollection AddLearningStudioModeration(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddModeration(services).Bind(configuration);
        services.AddSingleton(
            new SettingsValidator<ModerationOptions>(Options.DefaultName, configuration, ModerationSettings.Known)
        );
        return services;
    }

    private static OptionsBuilder<ModerationOptions> AddModeration(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ModerationOptions>, ModerationOptionsValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModerationMeter>();
        services.TryAddSingleton<ModerationMetrics>();
        services.TryAddSingleton<ReviewMetrics>();
        services.TryAddSingleton<RuleStatistics>();
        services.TryAddSingleton<IPostHistory, InMemoryPostHistory>();
        services.TryAddSingleton<IReviewQueue, InMemoryReviewQueue>();
        services.AddRules();
        services.AddDuplicates();
        services.TryAddSingleton(CreateReviews);
        services.TryAddSingleton(CreateModerator);
        return services.AddOptions<ModerationOptions>();
    }

    private static void AddRules(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(RuleSetSource)))
        {
            services.AddSingleton<RuleSetSource>();
            services.AddOptions<RuleSetStart>().Validate<RuleSetSource>((_, _) => true).ValidateOnStart();
        }

        services.TryAddSingleton(CreateScorer);
        services.TryAddSingleton(CreateReplay);
    }

    private static SpamScorer CreateScorer(IServiceProvider services) =>
        new(
            services.GetRequiredService<RuleSetSource>(),
            services.GetRequiredService<ModerationMetrics>(),
            services.GetRequiredService<RuleStatistics>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<SpamScorer>>() ?? NullLogger<SpamScorer>.Instance
        );

    private static RuleReplay CreateReplay(IServiceProvider services) =>
        new(services.GetRequiredService<RuleSetSource>(), services.GetRequiredService<TimeProvider>());

    private static ReviewQueueService CreateReviews(IServiceProvider services) =>
        new(
            services.GetRequiredService<IReviewQueue>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<RuleSetSource>(),
            services.GetRequiredService<ReviewMetrics>()
        );

    private static PostModerator CreateModerator(IServiceProvider services) =>
        new(
            services.GetRequiredService<SpamScorer>(),
            services.GetRequiredService<DuplicateDetector>(),
            services.GetRequiredService<IPostHistory>(),
            services.GetRequiredService<ReviewQueueService>(),
            services.GetRequiredService<RuleSetSource>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ModerationMetrics>()
        );
}
