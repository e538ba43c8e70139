using System.Globalization;
using System.Text;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>A text mostly in capitals: the whole text. Letters without case do not count.</summary>
/// <remarks>
/// Settings: <c>Share</c>, the least share of capitals among the letters, from 0.01 to 1, default 0.7;
/// <c>MinLength</c>, the least number of letters, from 1 to 100000, default 20.
/// </remarks>
internal sealed class CapitalsDetector(DetectorSettings settings) : IDetector
{
    private readonly double _share = settings.Share("Share", 0.7);
    private readonly int _minLength = settings.Int("MinLength", 20, 1, 100_000);

    public IEnumerable<TextSpan> Find(DetectorText text)
    {
        int letters = 0;
        int capitals = 0;
        foreach (Rune rune in text.Raw.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            capitals += category == UnicodeCategory.UppercaseLetter ? 1 : 0;
            letters += category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter ? 1 : 0;
        }

        return letters >= _minLength && capitals >= _share * letters ? [text.Whole] : [];
    }
}
