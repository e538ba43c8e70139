using LearningStudio.Moderation.Rules.Detectors;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Reads the pattern of a rule that is a detector: its name, then its settings as <c>name=value</c>.</summary>
internal static class DetectorPattern
{
    /// <exception cref="FormatException">It is none; the message says why and what would be.</exception>
    public static IDetector Parse(RuleKind kind, string pattern)
    {
        if (kind == RuleKind.Host)
        {
            return DetectorCatalog.Create(
                "host",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["hosts"] = pattern }
            );
        }

        string[] words = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
        {
            throw new FormatException("names no detector.");
        }

        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string word in words.Skip(1))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !settings.TryAdd(word[..equals], word[(equals + 1)..]))
            {
                throw new FormatException("has a setting that is not name=value, or one twice.");
            }
        }

        return DetectorCatalog.Create(words[0], settings);
    }
}
