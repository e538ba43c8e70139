using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>
/// Links whose text shows another host than the one they lead to, as in <c>[bank.com](http://evil.com)</c>: the text
/// of each. Hosts of one registrable domain are the same. No settings.
/// </summary>
internal sealed class HostMismatchDetector : IDetector
{
    public IEnumerable<TextSpan> Find(DetectorText text) =>
        text.Links.Where(IsMismatch).Take(IDetector.MaxMatches).Select(link => link.LinkText!.Value);

    private static bool IsMismatch(Link link) =>
        link.TextHost is { } shown
        && !string.Equals(HostName.Registrable(shown), HostName.Registrable(link.Host), StringComparison.Ordinal);
}
