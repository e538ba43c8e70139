using System.Text;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>Reads domains that stand without a scheme: "www.example", "example.com/path", "example [dot] com".</summary>
internal static class DomainReader
{
    private const int MaxDots = 6;

    // "The dot com bubble" names no host.
    private static readonly string[] NoNames = ["a", "an", "and", "of", "the"];

    /// <summary>The URL within a run of host characters, and after it; null if the run is no domain.</summary>
    public static (TextSpan Url, UrlParts Parts)? Read(ReadOnlySpan<char> text, TextSpan run)
    {
        ReadOnlySpan<char> name = text.Slice(run.Start, run.Length).TrimEnd(".-_");
        int gap = name.LastIndexOf("..");
        int skipped = gap < 0 ? 0 : gap + 2;
        skipped += name[skipped..].Length - name[skipped..].TrimStart(".-_").Length;
        name = name[skipped..];
        int start = run.Start + skipped;
        int end = start + name.Length;
        if (IsDomain(name, beforePath: end < text.Length && text[end] == '/'))
        {
            int urlEnd = UrlReader.ReadAfterDomain(text, end);
            return (
                TextSpan.Between(start, urlEnd),
                new UrlParts(urlEnd, HostName.FromAuthority(name), IsObfuscated: false)
            );
        }

        return name.Length > 0 && end == run.End ? ReadObfuscated(text, TextSpan.Between(start, end)) : null;
    }

    private static (TextSpan Url, UrlParts Parts)? ReadObfuscated(ReadOnlySpan<char> text, TextSpan first)
    {
        var host = new StringBuilder().Append(text.Slice(first.Start, first.Length));
        int end = first.End;
        for (int dots = 0; dots < MaxDots; dots++)
        {
            int dot = ObfuscatedDot.LengthAt(text, end, out bool isBracketed);
            bool isSentence = !isBracketed && IsNoName(text.Slice(first.Start, first.Length));
            if (dot == 0 || isSentence)
            {
                break;
            }

            int next = end + dot;
            end = next + UrlReader.HostRun(text, next).TrimEnd(".-_").Length;
            host.Append('.').Append(text[next..end]);
        }

        if (end == first.End || !IsDomain(host.ToString(), beforePath: false))
        {
            return null;
        }

        int urlEnd = UrlReader.ReadAfterDomain(text, end);
        var parts = new UrlParts(urlEnd, HostName.FromAuthority(host.ToString()), IsObfuscated: true);
        return (TextSpan.Between(first.Start, urlEnd), parts);
    }

    private static bool IsNoName(ReadOnlySpan<char> label)
    {
        foreach (string word in NoNames)
        {
            if (label.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDomain(ReadOnlySpan<char> name, bool beforePath)
    {
        int dot = name.LastIndexOf('.');
        if (dot <= 0 || name.Length > HostName.MaxLength || name.IndexOf("..") >= 0)
        {
            return false;
        }

        ReadOnlySpan<char> last = name[(dot + 1)..];
        ReadOnlySpan<char> second = name[(name[..dot].LastIndexOf('.') + 1)..dot];
        bool isWww = name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && dot > "www.".Length;
        return HasLetter(second) && (isWww ? HasLetter(last) : TopLevelDomains.Contains(last, beforePath));
    }

    private static bool HasLetter(ReadOnlySpan<char> label)
    {
        foreach (char value in label)
        {
            if (char.IsLetter(value))
            {
                return true;
            }
        }

        return false;
    }
}
