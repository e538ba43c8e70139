using System.Buffers;

namespace LearningStudio.Moderation.Rules.Matching;

// Rule: says only of patterns that Regex certainly accepts that it does: characters, escapes that have one letter,
//   groups without names and single quantifiers. Most rules are no more than that, and need no Regex before they are met.
internal static class SimpleSyntax
{
    private const string Escapes = "bBdDsSwWtnr";
    private static readonly SearchValues<char> Special = SearchValues.Create("\\()[]{}*+?^$|");

    public static bool IsCertainlyValid(ReadOnlySpan<char> pattern)
    {
        int open = 0;
        bool isQuantifiable = false;
        while (!pattern.IsEmpty)
        {
            int taken = Take(pattern, ref open, ref isQuantifiable);
            if (taken == 0)
            {
                return false;
            }

            pattern = pattern[taken..];
        }

        return open == 0;
    }

    /// <summary>How many characters the next element has; 0 where it is not a simple one.</summary>
    private static int Take(ReadOnlySpan<char> pattern, ref int open, ref bool isQuantifiable)
    {
        bool wasQuantifiable = isQuantifiable;
        isQuantifiable = true;
        switch (pattern[0])
        {
            case '\\':
                return pattern.Length > 1 && IsEscape(pattern[1]) ? 2 : 0;
            case '(':
                open++;
                isQuantifiable = false;
                int opening = pattern.StartsWith("(?:") ? 3 : 1;
                return opening == 1 && pattern.Length > 1 && pattern[1] == '?' ? 0 : opening;
            case ')':
                open--;
                return open < 0 ? 0 : 1;
            case '?' or '+' or '*':
                isQuantifiable = false;
                return wasQuantifiable ? 1 : 0;
            case '|':
                isQuantifiable = false;
                return 1;
            default:
                return Special.Contains(pattern[0]) ? 0 : 1;
        }
    }

    // \' and \< may begin the name of a group.
    private static bool IsEscape(char character) =>
        Escapes.Contains(character, StringComparison.Ordinal)
        || (char.IsAscii(character) && char.IsPunctuation(character) && character is not ('\'' or '<'));
}
