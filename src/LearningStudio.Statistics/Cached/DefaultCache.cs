using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.Statistics.Cached;

/// <summary>
/// Whether Microsoft's cache is registered where there is no other. It is not free of trim warnings: with the switch off,
/// code compiled ahead of time does without it.
/// </summary>
internal static class DefaultCache
{
    private const string Switch = "LearningStudio.Statistics.DefaultCache";

    [FeatureSwitchDefinition(Switch)]
    public static bool IsSupported => !AppContext.TryGetSwitch(Switch, out bool isOn) || isOn;
}
