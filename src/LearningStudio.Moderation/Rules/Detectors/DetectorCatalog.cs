using System.Collections.Frozen;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>The detectors by the names that rules use.</summary>
internal static class DetectorCatalog
{
    private static readonly FrozenDictionary<string, Func<DetectorSettings, IDetector>> Factories = new Dictionary<
        string,
        Func<DetectorSettings, IDetector>
    >(StringComparer.OrdinalIgnoreCase)
    {
        ["capitals"] = settings => new CapitalsDetector(settings),
        ["email"] = _ => new EmailDetector(),
        ["host"] = settings => new HostDetector(settings),
        ["host-mismatch"] = _ => new HostMismatchDetector(),
        ["length"] = settings => new LengthDetector(settings),
        ["link-at-end"] = _ => new LinkAtEndDetector(),
        ["link-count"] = settings => new LinkCountDetector(settings),
        ["link-share"] = settings => new LinkShareDetector(settings),
        ["mixed-script"] = settings => new MixedScriptDetector(settings),
        ["phone"] = settings => new PhoneDetector(settings),
        ["punctuation"] = settings => new PunctuationDetector(settings),
        ["repetition"] = settings => new RepetitionDetector(settings),
        ["shortener"] = settings => new ShortenerDetector(settings),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Factories.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Creates a detector; its class says which settings it has, with defaults and bounds.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="settings">Settings by name, in any case; what is missing has its default.</param>
    /// <exception cref="FormatException">The name or a setting is unknown, or a value is outside its bounds.</exception>
    public static IDetector Create(string name, IReadOnlyDictionary<string, string> settings)
    {
        if (!Factories.TryGetValue(name, out Func<DetectorSettings, IDetector>? factory))
        {
            throw new FormatException(
                $"There is no detector \"{name}\"; the detectors are: {string.Join(", ", Names)}. Use one of them."
            );
        }

        var read = new DetectorSettings(name, settings);
        IDetector detector = factory(read);
        read.RefuseOthers();
        return detector;
    }
}
