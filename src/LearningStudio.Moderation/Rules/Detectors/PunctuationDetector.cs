using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Scoring;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>A text with many <c>!</c> and <c>?</c>: the whole text.</summary>
/// <remarks>
/// Settings: <c>Share</c>, the least share of <c>!</c> and <c>?</c> among the characters, from 0.01 to 1, default
/// 0.1; <c>MinLength</c>, the least number of characters, from 1 to 100000, default 20.
/// </remarks>
internal sealed class PunctuationDetector(DetectorSettings settings) : IDetector
{
    private readonly double _share = settings.Share("Share", 0.1);
    private readonly int _minLength = settings.Int("MinLength", 20, 1, 100_000);

    public IEnumerable<TextSpan> Find(DetectorText text)
    {
        if (!text.Raw.AsSpan().ContainsAny('!', '?'))
        {
            return [];
        }

        var measures = TextMeasures.Compute(text.Raw);
        return measures.Length >= _minLength && measures.EmphaticShare >= _share ? [text.Whole] : [];
    }
}
