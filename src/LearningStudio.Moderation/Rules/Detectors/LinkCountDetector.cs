using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>A text with several links: each of them.</summary>
/// <remarks>Settings: <c>Min</c>, the least number of links, from 1 to 1000, default 2.</remarks>
internal sealed class LinkCountDetector(DetectorSettings settings) : IDetector
{
    private readonly int _min = settings.Int("Min", 2, 1, 1000);

    public IEnumerable<TextSpan> Find(DetectorText text) =>
        text.Links.Count < _min ? [] : text.Links.Take(IDetector.MaxMatches).Select(link => link.Url);
}
