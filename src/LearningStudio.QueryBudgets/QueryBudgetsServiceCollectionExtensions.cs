using LearningStudio.QueryBudgets.AspNetCore;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.QueryBudgets;

/// <summary>Registers the watch over a host's requests.</summary>
public static class QueryBudgetsServiceCollectionExtensions
{
    /// <summary>
    /// Counts the statements of every ASP.NET Core request, and logs a warning for each that repeats a statement row by row:
    /// the route, the number, the statement without values and, in Development, the line of code.
    /// </summary>
    /// <remarks>
    /// A request whose response goes on as a conversation (a WebSocket, Server-Sent Events, gRPC) is judged by what it sent
    /// before. Statements of Entity Framework Core count by themselves; connections and data sources of other libraries have to be
    /// wrapped, see <see cref="QueryCountingExtensions"/>. Calling it again adds settings and nothing else. Options are
    /// validated when the host starts.
    /// </remarks>
    public static IServiceCollection AddLearningStudioQueryBudgets(
        this IServiceCollection services,
        Action<QueryBudgetOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<QueryBudgetOptions> options = AddQueryBudgets(services);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    /// <inheritdoc cref="AddLearningStudioQueryBudgets(IServiceCollection, Action{QueryBudgetOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds the options; entries of its lists add to the defaults. A setting that the options do not have
    /// stops the start by its full name.
    /// </param>
    public static IServiceCollection AddLearningStudioQueryBudgets(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddQueryBudgets(services).Bind(configuration);
        // A misspelt setting would leave its default in force without a word.
        services.AddSingleton<IValidateOptions<QueryBudgetOptions>>(
            new SettingsValidator<QueryBudgetOptions>(
                Options.DefaultName,
                configuration,
                KnownSettings.From<QueryBudgetOptions>()
            )
        );
        return services;
    }

    private static OptionsBuilder<QueryBudgetOptions> AddQueryBudgets(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<QueryBudgetOptions>, QueryBudgetOptionsValidator>()
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RequestWatch>());
        return services.AddOptions<QueryBudgetOptions>().ValidateOnStart();
    }
}
