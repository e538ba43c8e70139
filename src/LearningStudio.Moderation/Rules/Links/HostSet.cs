using System.Collections.Frozen;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>A set of domains; a host is in it with any of its parent domains.</summary>
internal sealed class HostSet(IEnumerable<string> domains)
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _domains = domains
        .Select(domain => HostName.FromAuthority(domain))
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a host is one of the domains, or below one; the host as <see cref="HostName"/> gives it.</summary>
    public bool Contains(ReadOnlySpan<char> host)
    {
        while (!_domains.Contains(host))
        {
            int dot = host.IndexOf('.');
            if (dot < 0)
            {
                return false;
            }

            host = host[(dot + 1)..];
        }

        return true;
    }
}
