using LearningStudio.Moderation.Rules.Detectors;

namespace LearningStudio.Moderation.Tests.Rules.Detectors;

internal static class Found
{
    /// <summary>The texts that a detector finds; settings are written "Name=value|Name=value".</summary>
    public static string[] In(string text, string detector, string settings = "") =>
        [
            .. DetectorCatalog
                .Create(detector, Settings(settings))
                .Find(new DetectorText(text))
                .Select(span => span.Slice(text).ToString()),
        ];

    public static Dictionary<string, string> Settings(string settings) =>
        settings
            .Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>All detectors at their defaults.</summary>
    public static Dictionary<string, IDetector> All() =>
        DetectorCatalog.Names.ToDictionary(
            name => name,
            name => DetectorCatalog.Create(name, Settings(name == "host" ? "Hosts=example.com" : ""))
        );
}
