using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Rules.Loading;

// Rule: texts on which careless patterns backtrack without end: long runs of the characters that a pattern names,
//   behind the literal that wakes it, and a last character that spoils the match.
internal static class SlowTexts
{
    private const int Length = 2_000;
    private const int MaxCharacters = 10;
    private const char Spoiler = '\u0001';

    /// <summary>Whether a pattern runs out of time on one of them.</summary>
    // Twice: a start on a busy machine may not fail for a moment in which it had no processor.
    public static bool Stop(SearchPattern pattern) =>
        For(pattern).Any(text => Stops(pattern, text) && Stops(pattern, text));

    private static bool Stops(SearchPattern pattern, string text)
    {
        try
        {
            pattern.Expression.IsMatch(text);
            return false;
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or IndexOutOfRangeException)
        {
            return true;
        }
    }

    private static IEnumerable<string> For(SearchPattern pattern)
    {
        string[] starts = ["", .. (pattern.Literals ?? []).Take(2)];
        char[] characters =
        [
            .. pattern
                .Text.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-')
                .Concat("a0 ")
                .Distinct()
                .Take(MaxCharacters),
        ];
        foreach (string start in starts)
        {
            foreach (char character in characters)
            {
                yield return start + new string(character, Length) + Spoiler;
            }

            yield return start + string.Concat(Enumerable.Repeat("a ", Length / 2)) + Spoiler;
            yield return start + string.Concat(Enumerable.Repeat("ab1.", Length / 4)) + Spoiler;
        }
    }
}
