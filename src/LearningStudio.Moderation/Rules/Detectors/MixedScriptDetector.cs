using System.Text;
using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>Words that mix Latin letters with Cyrillic or Greek ones ("vіagrа"): each of them.</summary>
/// <remarks>
/// A word is letters, marks and what shows nothing between them. Symbols such as µ and Ω (U+00B5, U+2126) are no Greek
/// letters. Setting: <c>MinLength</c>, the least number of letters, from 2 to 50, default 3.
/// </remarks>
internal sealed class MixedScriptDetector(DetectorSettings settings) : IDetector
{
    private readonly int _minLength = settings.Int("MinLength", 3, 2, 50);

    public IEnumerable<TextSpan> Find(DetectorText text) =>
        text.Folded.IsRaw && Ascii.IsValid(text.Raw) ? [] : Words(text.Raw).Take(IDetector.MaxMatches);

    private IEnumerable<TextSpan> Words(string text)
    {
        for (int index = 0; index < text.Length; )
        {
            int end = WordEnd(text, index, out int letters, out bool isMixed);
            if (isMixed && letters >= _minLength)
            {
                yield return TextSpan.Between(index, end);
            }

            index = Math.Max(end, index + 1);
        }
    }

    /// <summary>The end of the last letter of the word that begins here; the start itself if no letter does.</summary>
    private static int WordEnd(string text, int start, out int letters, out bool isMixed)
    {
        letters = 0;
        bool hasLatin = false;
        bool hasOther = false;
        int end = start;
        int index = start;
        while (index < text.Length && Rune.TryGetRuneAt(text, index, out Rune rune))
        {
            index += rune.Utf16SequenceLength;
            if (Rune.IsLetter(rune))
            {
                letters++;
                hasLatin |= IsLatin(rune.Value);
                hasOther |= IsCyrillicOrGreek(rune.Value);
                end = index;
            }
            else if (letters == 0 || !JoinsLetters(rune))
            {
                break;
            }
        }

        isMixed = hasLatin && hasOther;
        return end;
    }

    private static bool JoinsLetters(Rune rune) =>
        CodePoints.IsMark(Rune.GetUnicodeCategory(rune)) || CodePoints.IsInvisible(rune);

    private static bool IsLatin(int value) =>
        value
            is (>= 'A' and <= 'Z')
                or (>= 'a' and <= 'z')
                or (>= 0xC0 and <= 0x24F and not 0xD7 and not 0xF7)
                or (>= 0x1E00 and <= 0x1EFF);

    private static bool IsCyrillicOrGreek(int value) =>
        value is (>= 0x370 and <= 0x52F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x1F00 and <= 0x1FFF);
}
