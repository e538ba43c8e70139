using System.Text;
using System.Text.RegularExpressions;

namespace LearningStudio.BeforeApi.Posting;

/// <summary>The score of a body: a loop of nine expressions, compiled through the cache of expressions at each call.</summary>
internal static class SpamScore
{
    private const int ShortText = 50;
    private const int LongEnoughToShout = 20;

    private static readonly string[] Patterns =
    [
        @"\b(buy|sell|cheap|discount|offer|deal)\s+(viagra|cialis|pills|medication)",
        @"\b(casino|poker|gambling|lottery|winner|prize)\b",
        @"\b(make\s+money|earn\s+\$|guaranteed\s+income|work\s+from\s+home)",
        @"\b(click\s+here|visit\s+now|limited\s+time|act\s+now)",
        @"\b(free\s+download|no\s+cost|absolutely\s+free)",
        @"\b(weight\s+loss|lose\s+weight|diet\s+pills)",
    ];

    private static readonly string[] LinkPatterns =
    [
        @"bit\.ly|tinyurl|short\.link|t\.co",
        @"\.tk|\.ml|\.ga|\.cf",
        "[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+",
    ];

    public static double Of(string body)
    {
        int patterns = Patterns.Count(pattern => Regex.IsMatch(body, pattern, RegexOptions.IgnoreCase));
        int links = LinkPatterns.Count(pattern => Regex.IsMatch(body, pattern));
        Rune[] runes = [.. body.EnumerateRunes()];
        double score = patterns > 0 ? Math.Min(0.3 + (0.2 * patterns), 0.8) : 0;
        score += links > 0 ? Math.Min(0.2 + (0.15 * links), 0.5) : 0;
        score += runes.Length > LongEnoughToShout && Share(runes, Rune.IsUpper) > 0.5 ? 0.3 : 0;
        score += Share(runes, rune => rune.Value is '!' or '?') > 0.1 ? 0.2 : 0;
        score +=
            body.Trim().EnumerateRunes().Count() < ShortText && body.Contains("http", StringComparison.Ordinal)
                ? 0.4
                : 0;
        return Math.Min(score, 1);
    }

    private static double Share(Rune[] runes, Func<Rune, bool> counts) =>
        runes.Length == 0 ? 0 : (double)runes.Count(counts) / runes.Length;
}
