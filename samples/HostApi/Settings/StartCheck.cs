using System.Text.RegularExpressions;
using LearningStudio.Caching;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
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
            // The linter is there to say more about rules than that they cannot be used.
            .. command is Commands.Lint ? [] : OptionErrors(app.Services),
        ];
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
        catch (InvalidOperationException unbound) when (Unconverted().Match(unbound.Message) is { Success: true } match)
        {
            return [$"{match.Groups["setting"]} has a value that is no {match.Groups["type"]}."];
        }
    }

    private static IEnumerable<string> Describe(OptionsValidationException refused)
    {
        string section = Sections.GetValueOrDefault(refused.OptionsType, refused.OptionsType.Name);
        return refused.Failures.Select(failure =>
            failure.StartsWith(section, StringComparison.OrdinalIgnoreCase) ? failure : $"{section}: {failure}"
        );
    }

    // The binder repeats the value, which may be a password in the wrong place.
    [GeneratedRegex(@" at '(?<setting>[^']+)' to type '(?:[\w.]+\.)?(?<type>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Unconverted();

    [LoggerMessage(1, LogLevel.Critical, "The host does not start. {Error}")]
    private static partial void Refused(ILogger logger, string error);
}
