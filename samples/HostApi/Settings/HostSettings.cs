using LearningStudio.Caching;
using LearningStudio.HostApi.Http;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using static LearningStudio.HostApi.Settings.SettingShape;

namespace LearningStudio.HostApi.Settings;

/// <summary>The host's own settings; those of the packages are checked by the packages, past their sections' names.</summary>
internal static class HostSettings
{
    private const string Redis = "Redis";

    private static readonly Dictionary<string, SettingShape> Packages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Caching"] = From<VersionedCacheOptions>(),
        ["Moderation"] = From<ModerationOptions>(),
        ["Repositories"] = From<ForumRepositoriesOptions>(),
        ["Statistics"] = From<ForumStatisticsOptions>(),
    };

    private static readonly Dictionary<string, SettingShape> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Authentication"] = Section(("DefaultScheme", Value), ("Schemes", Section(("Bearer", Bearer())))),
        ["Cors"] = Section(("Origins", Values)),
        ["Demo"] = Section(("Enabled", Value)),
        ["Environments"] = Values,
        ["ForwardedHeaders"] = From<ProxyOptions>(),
        ["HostOptions"] = From<HostOptions>(),
        ["Migration"] = Section(("AtStart", Value)),
        ["RateLimits"] = From<RateLimitOptions>(),
        ["Shutdown"] = Section(("Delay", Value)),
        ["Warming"] = Section(("Enabled", Value)),
    };

    private static readonly Dictionary<string, SettingShape> Sections = new(
        Packages.Concat(Own),
        StringComparer.OrdinalIgnoreCase
    );

    // What a section and a setting are called where one underscore stands for two, and how that is written.
    private static readonly (string Given, string Meant)[] Flattened =
    [
        .. Sections.SelectMany(section =>
            section.Value.Names.Select(name => ($"{section.Key}_{name}", $"{section.Key}__{name}"))
        ),
        .. From<RedisOptions>().Names.Select(name => ($"{Redis}_{name}", $"Caching__{Redis}__{name}")),
    ];

    /// <summary>One sentence for each setting that nothing reads, and for each name that was meant to be another. Values are not repeated.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration) =>
        configuration
            .GetChildren()
            .Select(Misnamed)
            .OfType<string>()
            .Concat(Own.SelectMany(section => section.Value.Errors(configuration.GetSection(section.Key))))
            .Concat(
                configuration
                    .GetSection(Redis)
                    .GetChildren()
                    .Select(child =>
                        $"{child.Path} is not a setting: {Redis} is a single value, and Caching:{Redis} has the rest."
                    )
            );

    // The environment is full of others' names: a section must be nearly one of ours, a single variable be ours but for the
    // underscores that its name lacks.
    private static string? Misnamed(IConfigurationSection given)
    {
        (string start, string meant) = Flattened.FirstOrDefault(name => IsBegunBy(given.Key, name.Given));
        if (start is not null)
        {
            string rest = given.Key[start.Length..].Replace("_", "__", StringComparison.Ordinal);
            return $"{given.Key} is not a setting: write {meant}{rest}, with two underscores.";
        }

        bool isSection = given.GetChildren().Any();
        if (!isSection)
        {
            return IsSlip(given.Key, Redis) && !string.IsNullOrWhiteSpace(given.Value)
                ? $"{given.Key} is not a setting: write {Redis}."
                : null;
        }

        string? nearest = Sections.ContainsKey(given.Key)
            ? null
            : Sections
                .Keys.Order(StringComparer.Ordinal)
                .FirstOrDefault(section => Spelling.IsNear(given.Key, section));
        return nearest is null ? null : $"{given.Key} is not a section of the settings: write {nearest}.";
    }

    private static bool IsBegunBy(string key, string name) =>
        key.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (key.Length == name.Length || key[name.Length] == '_');

    private static bool IsSlip(string given, string right) =>
        !given.Equals(right, StringComparison.OrdinalIgnoreCase) && Spelling.IsNear(given, right);

    private static SettingShape Bearer() =>
        Section(
            ("Authority", Value),
            ("BackchannelTimeout", Value),
            ("Challenge", Value),
            ("IncludeErrorDetails", Value),
            ("MetadataAddress", Value),
            ("RefreshInterval", Value),
            ("RefreshOnIssuerKeyNotFound", Value),
            ("RequireHttpsMetadata", Value),
            ("SigningKeys", Entries(Section(("Id", Value), ("Issuer", Value), ("Length", Value), ("Value", Value)))),
            ("ValidAlgorithms", Values),
            ("ValidAudience", Value),
            ("ValidAudiences", Values),
            ("ValidIssuer", Value),
            ("ValidIssuers", Values),
            ("ValidTypes", Values)
        );
}
