using System.Globalization;

namespace LearningStudio.Moderation.Rules.Matching;

// Rule: what Regex's \b takes for a character of a word: \w, and the two joiners U+200C and U+200D. A test holds it
//   against Regex for all characters.
internal static class WordCharacters
{
    private static readonly bool[] Table = Build();

    public static bool Contains(char character) => Table[character];

    /// <summary>Whether <c>\b</c> matches before the character at an index, which may be the length of the text.</summary>
    public static bool IsBoundary(ReadOnlySpan<char> text, int index) =>
        (index > 0 && Table[text[index - 1]]) != (index < text.Length && Table[text[index]]);

    private static bool[] Build()
    {
        var table = new bool[char.MaxValue + 1];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] =
                (char)i is '\u200c' or '\u200d'
                || CharUnicodeInfo.GetUnicodeCategory((char)i)
                    is UnicodeCategory.UppercaseLetter
                        or UnicodeCategory.LowercaseLetter
                        or UnicodeCategory.TitlecaseLetter
                        or UnicodeCategory.ModifierLetter
                        or UnicodeCategory.OtherLetter
                        or UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.DecimalDigitNumber
                        or UnicodeCategory.ConnectorPunctuation;
        }

        return table;
    }
}
