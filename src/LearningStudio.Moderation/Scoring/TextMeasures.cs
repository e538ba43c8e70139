using System.Text;

namespace LearningStudio.Moderation.Scoring;

/// <summary>Counts of a text in Unicode scalar values; a lone surrogate counts as one.</summary>
internal sealed record TextMeasures(int Length, int UpperCase, int Emphatic)
{
    /// <summary>Share of upper-case characters; 0 for an empty text.</summary>
    public double UpperCaseShare => Length == 0 ? 0 : (double)UpperCase / Length;

    /// <summary>Share of <c>!</c> and <c>?</c>; 0 for an empty text.</summary>
    public double EmphaticShare => Length == 0 ? 0 : (double)Emphatic / Length;

    public static TextMeasures Compute(string text)
    {
        int length = 0;
        int upperCase = 0;
        int emphatic = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            length++;
            upperCase += IsUpperCase(rune) ? 1 : 0;
            emphatic += rune.Value is '!' or '?' ? 1 : 0;
        }

        return new TextMeasures(length, upperCase, emphatic);
    }

    public static int LengthOf(ReadOnlySpan<char> text)
    {
        int length = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    // Unicode's Uppercase property: the category Lu and Other_Uppercase (Roman numerals, circled and squared letters).
    private static bool IsUpperCase(Rune rune) =>
        Rune.IsUpper(rune)
        || rune.Value
            is (>= 0x2160 and <= 0x216F)
                or (>= 0x24B6 and <= 0x24CF)
                or (>= 0x1F130 and <= 0x1F149)
                or (>= 0x1F150 and <= 0x1F169)
                or (>= 0x1F170 and <= 0x1F189);
}
