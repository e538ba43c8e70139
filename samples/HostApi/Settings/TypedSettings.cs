using System.Globalization;
using System.Text.RegularExpressions;

namespace LearningStudio.HostApi.Settings;

/// <summary>
/// The settings that the host reads one by one, or before its options are checked. Until the start check has refused a value
/// of the wrong type, it counts as not given, as an empty one does.
/// </summary>
internal static partial class TypedSettings
{
    private const string Bearer = "Authentication:Schemes:Bearer";
    private const string Delay = "Shutdown:Delay";
    private const string HostOptionsSection = "HostOptions";
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    private static readonly string[] Switches =
    [
        "Demo:Enabled",
        "Migration:AtStart",
        "Warming:Enabled",
        $"{Bearer}:IncludeErrorDetails",
        $"{Bearer}:RefreshOnIssuerKeyNotFound",
        $"{Bearer}:RequireHttpsMetadata",
    ];

    private static readonly string[] Times = [Delay, $"{Bearer}:BackchannelTimeout", $"{Bearer}:RefreshInterval"];

    /// <summary>A switch of the host.</summary>
    public static bool IsOn(this IConfiguration configuration, string setting, bool defaultValue) =>
        bool.TryParse(configuration[setting], out bool given) ? given : defaultValue;

    /// <summary>How long the host says not to be ready before it stops listening; zero by default.</summary>
    public static TimeSpan ShutdownDelay(this IConfiguration configuration) =>
        TryParse(configuration[Delay], out TimeSpan delay) ? delay : TimeSpan.Zero;

    /// <summary>Binds the section HostOptions, which the host reads while it is built.</summary>
    public static void BindHostOptions(this IConfiguration configuration, HostOptions options)
    {
        if (HostOptionsError(configuration) is null)
        {
            configuration.GetSection(HostOptionsSection).Bind(options);
        }
    }

    /// <summary>One sentence for each value of the wrong type or out of bounds, which is not repeated.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration)
    {
        foreach (
            string setting in Switches.Where(setting =>
                configuration[setting] is { Length: > 0 } value && !bool.TryParse(value, out _)
            )
        )
        {
            yield return $"{setting} has a value that is no Boolean: write true or false.";
        }

        foreach (
            string setting in Times.Where(setting =>
                configuration[setting] is { Length: > 0 } value && !TryParse(value, out _)
            )
        )
        {
            yield return $"{setting} has a value that is no TimeSpan: write it as 00:00:05.";
        }

        TimeSpan delay = configuration.ShutdownDelay();
        if (delay < TimeSpan.Zero || delay > MaxDelay)
        {
            yield return $"{Delay} must be from 00:00:00 to 00:05:00.";
        }

        if (HostOptionsError(configuration) is { } error)
        {
            yield return error;
        }
    }

    /// <summary>Names the setting whose value the binder could not convert; null where that is not what it says.</summary>
    public static string? Unconverted(InvalidOperationException unbound) =>
        Conversion().Match(unbound.Message) is { Success: true } match
            ? $"{match.Groups["setting"]} has a value that is no {match.Groups["type"]}."
            : null;

    private static string? HostOptionsError(IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(HostOptionsSection).Get<HostOptions>();
            return null;
        }
        catch (InvalidOperationException unbound)
        {
            return Unconverted(unbound) ?? $"{HostOptionsSection} has a value of the wrong type.";
        }
    }

    private static bool TryParse(string? value, out TimeSpan time) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out time);

    // The binder repeats the value, which may be a password in the wrong place.
    [GeneratedRegex(@" at '(?<setting>[^']+)' to type '(?:[\w.]+\.)?(?<type>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Conversion();
}
