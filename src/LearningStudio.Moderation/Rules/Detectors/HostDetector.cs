using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>Links to listed hosts and their subdomains, and links whose text shows one: each of them.</summary>
/// <remarks>
/// Settings: <c>Hosts</c>, at least one domain; several are separated by spaces, commas, semicolons or lines. It has no
/// default.
/// </remarks>
internal sealed class HostDetector(DetectorSettings settings) : IDetector
{
    private readonly HostSet _hosts = new(settings.RequiredHosts("Hosts"));

    public IEnumerable<TextSpan> Find(DetectorText text) =>
        text
            .Links.Where(link => _hosts.Contains(link.Host) || (link.TextHost is { } shown && _hosts.Contains(shown)))
            .Take(IDetector.MaxMatches)
            .Select(link => link.Url);
}
