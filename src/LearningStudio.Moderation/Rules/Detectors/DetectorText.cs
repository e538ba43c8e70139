using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>One field's text with its views, each made when it is first asked for. Not thread-safe.</summary>
internal sealed class DetectorText(string raw, HostSet? exempt = null)
{
    private FoldedText? _folded;

    /// <summary>The text as it was written.</summary>
    public string Raw { get; } = raw;

    /// <summary>The text as a reader takes it in.</summary>
    public FoldedText Folded => _folded ??= FoldedText.Create(Raw);

    /// <summary>The links of the raw text, but for those to exempt hosts.</summary>
    public IReadOnlyList<Link> Links => field ??= Scan();

    /// <summary>All of the raw text.</summary>
    public TextSpan Whole => new(0, Raw.Length);

    private IReadOnlyList<Link> Scan()
    {
        IReadOnlyList<Link> links = LinkScanner.Scan(Raw);
        return exempt is null ? links : [.. links.Where(link => !exempt.Contains(link.Host))];
    }
}
