using LearningStudio.Caching;
using LearningStudio.HostApi.Commands;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Settings;

/// <summary>Stops a start whose settings are missing, unknown or out of bounds, before anything is connected or written.</summary>
internal static partial class StartCheck
{
    private static readonly Dictionary<Type, string> Sections = new()
    {
        [typeof(ForumRepositoriesOptions)] = "Repositories",
        [typeof(ForumStatisticsOptions)] = "Statistics",
        [typeof(ModerationOptions)] = "Moderation",
        // Its database is the forum's, and so is what is wrong with it, which is then said once.
        [typeof(ModerationSqlOptions)] = "Repositories",
        [typeof(ProxyOptions)] = "ForwardedHeaders",
        [typeof(RateLimitOptions)] = "RateLimits",
        [typeof(TokenOptions)] = TokenOptions.Section,
        [typeof(VersionedCacheOptions)] = "Caching",
    };

    /// <summary>Logs everything that is wrong, by the settings' names and without their values.</summary>
    /// <param name="app">The host.</param>
    /// <param name="command">What it was started for; null to serve.</param>
    /// <returns>Whether it may start.</returns>
    public static bool MayStart(this WebApplication app, string? command)
    {
        string[] errors =
        [
            .. RequiredSettings.Errors(app.Configuration, app.Environment, command),
            .. HostSettings.Errors(app.Configuration),
            .. TypedSettings.Errors(app.Configuration),
            // The linter is there to say more about rules than that they cannot be used.
            .. command is CommandNames.Lint ? [] : OptionErrors(app.Services).Distinct(StringComparer.Ordinal),
        ];
        if (errors is [] && command is null && !CanCheckTokens(app.Services))
        {
            errors = [$"{TokenOptions.Section} has a value that cannot be used: no token could be checked."];
        }

        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StartCheck).FullName!);
        foreach (string error in errors)
        {
            Refused(logger, error);
        }

        return errors.Length == 0;
    }

    private static IEnumerable<string> OptionErrors(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return Describe(refused);
        }
        catch (AggregateException several)
        {
            return several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(Describe);
        }
        catch (InvalidOperationException unbound) when (TypedSettings.Unconverted(unbound) is { } error)
        {
            return [error];
        }
    }

    // ASP.NET Core makes these options at the first request, and its exceptions may repeat values.
    private static bool CanCheckTokens(IServiceProvider services)
    {
        try
        {
            services
                .GetRequiredService<IOptionsMonitor<JwtBearerOptions>>()
                .Get(JwtBearerDefaults.AuthenticationScheme);
            return true;
        }
        catch (Exception unusable) when (unusable is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Describe(OptionsValidationException refused)
    {
        string section = Sections.GetValueOrDefault(refused.OptionsType, refused.OptionsType.Name);
        return refused.Failures.Select(failure =>
            failure.StartsWith(section, StringComparison.OrdinalIgnoreCase) ? failure : $"{section}: {failure}"
        );
    }

    [LoggerMessage(1, LogLevel.Critical, "The host does not start. {Error}")]
    private static partial void Refused(ILogger logger, string error);
}
