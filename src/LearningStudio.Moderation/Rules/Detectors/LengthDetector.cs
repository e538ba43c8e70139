using System.Globalization;
using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Scoring;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>A text too short or too long, spaces around it not counted: the whole text.</summary>
/// <remarks>
/// Settings: <c>Min</c>, the least number of characters that is not too short, from 0 to 1000000, default 3;
/// <c>Max</c>, the largest number that is not too long, from <c>Min</c> to 1000000, default 20000.
/// </remarks>
internal sealed class LengthDetector : IDetector
{
    private const int MaxLength = 1_000_000;

    private readonly int _min;
    private readonly int _max;

    public LengthDetector(DetectorSettings settings)
    {
        _max = settings.Int("Max", 20_000, 0, MaxLength);
        _min = settings.Int("Min", 3, 0, MaxLength);
        if (_min > _max)
        {
            string bound = string.Create(CultureInfo.InvariantCulture, $"from 0 to {_max}, which is its \"Max\"");
            throw new FormatException(
                $"{settings.Name("Min")} is {_min.ToString(CultureInfo.InvariantCulture)}; it must be a whole number "
                    + $"{bound}. Lower it, or raise \"Max\"."
            );
        }
    }

    public IEnumerable<TextSpan> Find(DetectorText text)
    {
        ReadOnlySpan<char> trimmed = text.Raw.AsSpan().Trim();
        if (trimmed.Length <= _max && trimmed.Length / 2 >= _min)
        {
            // A character has one or two code units, so there is no need to count.
            return [];
        }

        int length = TextMeasures.LengthOf(trimmed);
        return length < _min || length > _max ? [text.Whole] : [];
    }
}
