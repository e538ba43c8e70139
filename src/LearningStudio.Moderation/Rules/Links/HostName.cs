using System.Globalization;
using System.Text;

namespace LearningStudio.Moderation.Rules.Links;

// Duplicates.NormalText reads hosts in a simpler way of its own: stored fingerprints depend on it. Changes here do not reach
//   it, and must not.
/// <summary>Names of hosts: lower case, IDN as Punycode, without port, user and trailing dots.</summary>
internal static class HostName
{
    /// <summary>The longest name that DNS has.</summary>
    public const int MaxLength = 253;

    // Unassigned characters are kept: a newer Unicode than the machine's must not hide a host.
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>Second levels under which two-letter domains register names (co.uk, com.au).</summary>
    private static readonly string[] SharedLevels = ["co", "com", "net", "org", "gov", "gob", "edu", "ac", "or", "ne"];

    /// <summary>
    /// The host of a URL's authority ("user@host:port"), or of a host alone; empty if there is none. What IDN
    /// refuses stays as it is, in lower case.
    /// </summary>
    public static string FromAuthority(ReadOnlySpan<char> authority)
    {
        ReadOnlySpan<char> host = authority[(authority.LastIndexOf('@') + 1)..];
        if (host.StartsWith('['))
        {
            int close = host.IndexOf(']');
            return close < 0 ? "" : host[..(close + 1)].ToString().ToLowerInvariant();
        }

        int port = host.IndexOf(':');
        string name = Unescape(port < 0 ? host : host[..port]).ToLowerInvariant().TrimEnd('.');
        return Ascii.IsValid(name) || name.Length > MaxLength ? name : ToPunycode(name);
    }

    /// <summary>Whether a host is a domain or below it; both as <see cref="FromAuthority"/> gives them.</summary>
    public static bool IsWithin(string host, string domain) =>
        host.EndsWith(domain, StringComparison.Ordinal)
        && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');

    /// <summary>
    /// The part that its owner registered, as far as that can be told without the Public Suffix List: the last two
    /// labels, or three below a shared second level of a two-letter domain.
    /// </summary>
    public static string Registrable(string host)
    {
        string[] labels = host.Split('.');
        bool shared =
            labels.Length > 2 && labels[^1].Length == 2 && SharedLevels.Contains(labels[^2], StringComparer.Ordinal);
        bool isAddress = labels.All(label => label.All(char.IsAsciiDigit)) || host.StartsWith('[');
        int length = isAddress ? labels.Length : Math.Min(labels.Length, shared ? 3 : 2);
        return string.Join('.', labels[^length..]);
    }

    private static string Unescape(ReadOnlySpan<char> host)
    {
        string text = host.ToString();
        return text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
    }

    private static string ToPunycode(string name)
    {
        try
        {
            return Idn.GetAscii(name).ToLowerInvariant().TrimEnd('.');
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
