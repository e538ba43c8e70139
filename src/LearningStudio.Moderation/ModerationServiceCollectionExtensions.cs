using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation;

/// <summary>Registers moderation.</summary>
public static class ModerationServiceCollectionExtensions
{
    /// <summary>Registers <see cref="SpamScorer"/>; an earlier registration of it is kept.</summary>
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
    /// <param name="configuration">The section that holds the options; changes take effect while running.</param>
    public static IServiceCollection AddLearningStudioModeration(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddModeration(services).Bind(configuration);
        return services;
    }

    private static OptionsBuilder<ModerationOptions> AddModeration(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ModerationOptions>, ModerationOptionsValidator>()
        );
        services.TryAddSingleton<SpamScorer>();
        return services.AddOptions<ModerationOptions>().ValidateOnStart();
    }
}
