using LearningStudio.Caching;
using LearningStudio.HostApi.Http;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Settings;

/// <summary>The host's own settings; those of the packages are checked by the packages, past their sections' names.</summary>
internal static class HostSettings
{
    private static readonly string[] Packages = ["Caching", "Moderation", "Repositories", "Statistics"];

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Authentication"] = ["DefaultScheme", "Schemes"],
        ["Authentication:Schemes"] = ["Bearer"],
        ["Authentication:Schemes:Bearer"] =
        [
            "Authority",
            "BackchannelTimeout",
            "Challenge",
            "IncludeErrorDetails",
            "MetadataAddress",
            "RefreshInterval",
            "RefreshOnIssuerKeyNotFound",
            "RequireHttpsMetadata",
            "SigningKeys",
            "ValidAlgorithms",
            "ValidAudience",
            "ValidAudiences",
            "ValidIssuer",
            "ValidIssuers",
            "ValidTypes",
        ],
        ["Caching"] = NamesOf<VersionedCacheOptions>(),
        ["Cors"] = ["Origins"],
        ["Demo"] = ["Enabled"],
        ["Environments"] = [],
        ["ForwardedHeaders"] = NamesOf<ProxyOptions>(),
        ["HostOptions"] = NamesOf<HostOptions>(),
        ["Migration"] = ["AtStart"],
        ["Moderation"] = NamesOf<ModerationOptions>(),
        ["RateLimits"] = NamesOf<RateLimitOptions>(),
        ["Repositories"] = NamesOf<ForumRepositoriesOptions>(),
        ["Shutdown"] = ["Delay"],
        ["Statistics"] = NamesOf<ForumStatisticsOptions>(),
        ["Warming"] = ["Enabled"],
    };

    private static readonly string[] KeyNames = ["Id", "Issuer", "Length", "Value"];

    private static string[] Sections => [.. Known.Keys.Where(path => !path.Contains(':', StringComparison.Ordinal))];

    /// <summary>One sentence for each setting that nothing reads, and for each name that was meant to be another. Values are not repeated.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration) =>
        configuration
            .GetChildren()
            .Select(Misnamed)
            .OfType<string>()
            .Concat(
                Known
                    .Where(section => !Packages.Contains(section.Key) && section.Value.Length > 0)
                    .SelectMany(section => Unknown(configuration.GetSection(section.Key), section.Value))
            )
            .Concat(
                configuration
                    .GetSection("Authentication:Schemes:Bearer:SigningKeys")
                    .GetChildren()
                    .SelectMany(key => Unknown(key, KeyNames))
            );

    private static IEnumerable<string> Unknown(IConfigurationSection section, string[] names) =>
        section
            .GetChildren()
            .Where(child => !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting: {section.Path} has {string.Join(", ", names)}.");

    // The environment is full of others' names: a section must be nearly one of ours, a single variable be ours but for the
    // underscore that its name lacks.
    private static string? Misnamed(IConfigurationSection given)
    {
        if (!given.GetChildren().Any())
        {
            string? meant = Sections
                .SelectMany(section => Known[section].Select(name => $"{section}_{name}"))
                .FirstOrDefault(name => name.Equals(given.Key, StringComparison.OrdinalIgnoreCase));
            return meant is null
                ? null
                : $"{given.Key} is not a setting: write {meant.Replace("_", "__", StringComparison.Ordinal)}, with two underscores.";
        }

        string? nearest = Known.ContainsKey(given.Key)
            ? null
            : Sections.FirstOrDefault(section => Spelling.IsNear(given.Key, section));
        return nearest is null ? null : $"{given.Key} is not a section of the settings: write {nearest}.";
    }

    private static string[] NamesOf<TOptions>() =>
        [.. typeof(TOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)];
}
