using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>A text that is mostly URLs: the whole text.</summary>
/// <remarks>
/// Settings: <c>Share</c>, the least share of the characters that belong to URLs, from 0.01 to 1, default 0.5;
/// <c>MinLength</c>, the least length of the text in UTF-16 code units, from 1 to 100000, default 20.
/// </remarks>
internal sealed class LinkShareDetector(DetectorSettings settings) : IDetector
{
    private readonly double _share = settings.Share("Share", 0.5);
    private readonly int _minLength = settings.Int("MinLength", 20, 1, 100_000);

    public IEnumerable<TextSpan> Find(DetectorText text) =>
        text.Raw.Length >= _minLength
        && text.Links.Count > 0
        && text.Links.Sum(link => (long)link.Url.Length) >= _share * text.Raw.Length
            ? [text.Whole]
            : [];
}
