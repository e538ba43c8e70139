using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>Finds in a field's text what a pattern does badly: counts, shares, hosts. Immutable and thread-safe.</summary>
internal interface IDetector
{
    /// <summary>The most places that one text yields.</summary>
    const int MaxMatches = 16;

    /// <summary>
    /// The places in the raw text, in their order and at most <see cref="MaxMatches"/>; the whole text where the
    /// finding is about all of it; none where there is nothing to report.
    /// </summary>
    IEnumerable<TextSpan> Find(DetectorText text);
}
