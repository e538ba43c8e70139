using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>
/// Words spelt with a separator after each letter: four or more single letters of Latin, Greek, Cyrillic or Armenian
/// with the same separator between them ("v i a g r a", "c-a-s-i-n-o").
/// </summary>
internal static class LetterSpacing
{
    /// <summary>What may stand between the letters.</summary>
    private const string Separators = " .-_*+~|/\\,·•–—";

    // The separators that stand before the fourth letter: at 0, 2 and 4 from the first of them.
    private const int LastSeparator = 4;

    private static readonly SearchValues<char> SeparatorValues = SearchValues.Create(Separators);

    /// <summary>Whether the separator at an index is the first of three that stand between single letters.</summary>
    public static bool IsRunAt(ReadOnlySpan<char> text, int index)
    {
        int first = index - 1;
        int last = index + LastSeparator + 1;
        return first >= 0
            && last < text.Length
            && text[index + 2] == text[index]
            && text[index + LastSeparator] == text[index]
            && IsLetter(text[first])
            && IsLetter(text[index + 1])
            && IsLetter(text[index + 3])
            && IsLetter(text[last])
            && (first == 0 || !IsPartOfWord(text[first - 1]))
            && (last == text.Length - 1 || !IsPartOfWord(text[last + 1]));
    }

    /// <summary>Whether a text has a run that <see cref="Keeps"/> would shorten; vectorised.</summary>
    public static bool Occurs(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<ushort> units = MemoryMarshal.Cast<char, ushort>(text);
        int index = 0;
        while (index + LastSeparator < text.Length)
        {
            if (HasNoRun(units[index..]))
            {
                index += Vector<ushort>.Count;
                continue;
            }

            if (SeparatorValues.Contains(text[index]) && IsRunAt(text, index))
            {
                return true;
            }

            index++;
        }

        return false;
    }

    /// <summary>Whether none of the next places holds the same code unit as those 2 and 4 behind it.</summary>
    private static bool HasNoRun(ReadOnlySpan<ushort> units)
    {
        if (units.Length < Vector<ushort>.Count + LastSeparator)
        {
            return false;
        }

        var second = new Vector<ushort>(units[2..]);
        Vector<ushort> equal = Vector.Equals(new Vector<ushort>(units), second);
        return (equal & Vector.Equals(second, new Vector<ushort>(units[LastSeparator..]))) == Vector<ushort>.Zero;
    }

    /// <summary>Marks the code units that stay once the letters are joined.</summary>
    public static bool[] Keeps(ReadOnlySpan<char> text)
    {
        var keeps = new bool[text.Length];
        int lastOfRun = -1;
        for (int index = 0; index < text.Length; index++)
        {
            if (SeparatorValues.Contains(text[index]) && IsRunAt(text, index))
            {
                lastOfRun = index + LastSeparator;
            }

            // Letters and separators alternate, so a separator of the run is an even number away from its last.
            keeps[index] = index > lastOfRun || (lastOfRun - index) % 2 != 0;
        }

        return keeps;
    }

    // Alphabets only: in them letters stand alone, and none composes with the next one (Hangul does).
    private static bool IsLetter(char value) =>
        (value is < '\u0590' or (>= '\u1E00' and <= '\u1FFF')) && char.IsLetter(value);

    private static bool IsPartOfWord(char value) =>
        char.IsLetterOrDigit(value)
        || char.IsSurrogate(value)
        || CodePoints.IsMark(CharUnicodeInfo.GetUnicodeCategory(value));
}
