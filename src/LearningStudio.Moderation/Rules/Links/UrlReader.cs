using System.Buffers;
using System.Globalization;
using System.Text;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>Reads URLs at a known place; each reading is linear in what it reads.</summary>
internal static class UrlReader
{
    private const int MaxDots = 6;

    private static readonly SearchValues<char> Terminators = SearchValues.Create("<>\"`{}|^[]«»“”„‘’、。，「」『』");

    private static readonly SearchValues<char> AsciiHostCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
    );

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    private static readonly SearchValues<char> TrailingPunctuation = SearchValues.Create(".,:;!?'*_~(…");

    /// <summary>What may stand before "://"; the longer of two comes first.</summary>
    public static readonly string[] Schemes = ["https", "http", "hxxps", "hxxp", "ftps", "ftp"];

    /// <summary>
    /// Reads from behind a scheme's "://"; null if there is no host, or it is a scheme: "http://http://example.com"
    /// is a slip, and the second URL is meant.
    /// </summary>
    public static UrlParts? ReadAfterScheme(ReadOnlySpan<char> text, int start)
    {
        var authority = new StringBuilder();
        int index = start;
        bool isObfuscated = false;
        for (int dots = 0; dots <= MaxDots; dots++)
        {
            int end = AuthorityEnd(text, index);
            authority.Append(text[index..end]);
            index = end;
            int dot = end > start ? ObfuscatedDot.LengthAt(text, end, out _) : 0;
            if (dot == 0)
            {
                break;
            }

            isObfuscated = true;
            authority.Append('.');
            index += dot;
        }

        string host = HostName.FromAuthority(authority.ToString().AsSpan().TrimEnd(".,:;!?'*_~"));
        return host.Length == 0 || Schemes.Contains(host, StringComparer.Ordinal)
            ? null
            : new UrlParts(TrimEnd(text, start, TailEnd(text, index)), host, isObfuscated);
    }

    /// <summary>Reads from the end of a domain that stands alone: its port and path, if it has any.</summary>
    public static int ReadAfterDomain(ReadOnlySpan<char> text, int start)
    {
        int index = start;
        if (index + 1 < text.Length && text[index] == ':' && char.IsAsciiDigit(text[index + 1]))
        {
            index++;
            while (index < text.Length && char.IsAsciiDigit(text[index]))
            {
                index++;
            }
        }

        return index < text.Length && text[index] is '/' or '?' or '#'
            ? TrimEnd(text, index, TailEnd(text, index))
            : index;
    }

    /// <summary>The run of letters, digits, marks, dots, hyphens and underscores that begins here.</summary>
    public static ReadOnlySpan<char> HostRun(ReadOnlySpan<char> text, int start)
    {
        int index = start;
        while (text[index..].IndexOfAnyExcept(AsciiHostCharacters) is >= 0 and int length)
        {
            index += length;
            if (!IsHostCharacter(text[index]))
            {
                return text[start..index];
            }

            index++;
        }

        return text[start..];
    }

    public static bool IsHostCharacter(char value) =>
        char.IsAscii(value)
            ? AsciiHostCharacters.Contains(value)
            : char.IsLetterOrDigit(value)
                || char.IsSurrogate(value)
                || char.GetUnicodeCategory(value) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;

    private static int AuthorityEnd(ReadOnlySpan<char> text, int start)
    {
        int index = start;
        if (index < text.Length && text[index] == '[')
        {
            // An IPv6 address.
            int length = text[(index + 1)..].IndexOfAnyExcept(AddressCharacters);
            index += length > 1 && text[index + 1 + length] == ']' ? length + 2 : 0;
        }

        while (
            index < text.Length
            && IsUrlCharacter(text[index])
            && text[index] is not ('/' or '?' or '#' or '\\' or '(' or ')')
        )
        {
            index++;
        }

        return index;
    }

    private static int TailEnd(ReadOnlySpan<char> text, int start)
    {
        int index = start;
        int parentheses = 0;
        while (index < text.Length && IsUrlCharacter(text[index]))
        {
            parentheses += text[index] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (parentheses < 0)
            {
                break;
            }

            index++;
        }

        return index;
    }

    private static int TrimEnd(ReadOnlySpan<char> text, int start, int end) =>
        start + text[start..end].LastIndexOfAnyExcept(TrailingPunctuation) + 1;

    private static bool IsUrlCharacter(char value) =>
        value > ' ' && value != '\x7F' && !Terminators.Contains(value) && !char.IsWhiteSpace(value);
}
