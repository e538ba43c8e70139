using System.Text;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>NFKC and look-alikes of one segment: a code point, and what may join it.</summary>
internal static class FoldedSegment
{
    /// <summary>A segment of one code point.</summary>
    public static string Fold(Rune rune) => Confusables.LettersFor(rune.Value) ?? Fold(rune.ToString());

    /// <summary>A segment without lone surrogates and invisible characters.</summary>
    public static string Fold(string segment)
    {
        string folded = segment.Normalize(NormalizationForm.FormKC);
        string replaced = Replace(folded);

        // A letter that was a look-alike may now compose with its marks.
        return ReferenceEquals(replaced, folded) ? folded : replaced.Normalize(NormalizationForm.FormKC);
    }

    private static string Replace(string segment)
    {
        StringBuilder? replaced = null;
        int index = 0;
        foreach (Rune rune in segment.EnumerateRunes())
        {
            string? letters = Confusables.LettersFor(rune.Value);
            if (letters is not null)
            {
                replaced ??= new StringBuilder(segment, 0, index, segment.Length + letters.Length);
            }

            replaced?.Append(letters ?? rune.ToString());
            index += rune.Utf16SequenceLength;
        }

        return replaced?.ToString() ?? segment;
    }
}
