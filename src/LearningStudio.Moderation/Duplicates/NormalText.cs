using System.Buffers;
using System.Globalization;
using System.Text;

namespace LearningStudio.Moderation.Duplicates;

// Rule: NFKC, lower case; format characters, marks without width and controls are dropped; letters, digits and other
//   marks stay; all else is one space, none at the ends. A link is its host. A part of fingerprints that are stored: any
//   change is a new version of the scheme. Hosts are therefore read here, and not by Rules.Links, which may learn to find
//   more of them at any time.
// Cost: linear. Threads: pure.
/// <summary>A text as its copies share it.</summary>
internal static class NormalText
{
    private const int MaxLength = 65_536;
    private const string Scheme = "://";
    private const string World = "www.";

    private static readonly SearchValues<string> LinkMarks = SearchValues.Create(
        [Scheme, World],
        StringComparison.Ordinal
    );
    private static readonly SearchValues<char> EndOfPlace = SearchValues.Create("/?#\\ \t\r\n\u00A0\"'<>()[]{}|,;");
    private static readonly SearchValues<char> EndOfLink = SearchValues.Create(" \t\r\n\u00A0\"'<>()[]{}|");

    public static string Normalize(string text)
    {
        string whole = text.Length > MaxLength ? text[..MaxLength] : text;
        string folded = WellFormed(whole).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var normal = new StringBuilder(folded.Length);
        ReadOnlySpan<char> rest = folded;
        while (FindLink(rest) is (>= 0, > 0) link)
        {
            Append(normal, rest[..link.Start]);
            rest = rest[link.Host..];
            Append(normal, " ");
            Append(normal, HostOf(rest[..LengthUntil(rest, EndOfPlace)]));
            Append(normal, " ");
            rest = rest[LengthUntil(rest, EndOfLink)..];
        }

        Append(normal, rest);
        return normal.Length > 0 && normal[^1] == ' ' ? normal.ToString(0, normal.Length - 1) : normal.ToString();
    }

    // Where the next link's scheme, or its "www." at the beginning of a word, begins, and where its host does.
    private static (int Start, int Host) FindLink(ReadOnlySpan<char> text)
    {
        for (int from = 0; text[from..].IndexOfAny(LinkMarks) is >= 0 and int found; )
        {
            int place = from + found;
            if (text[place] != Scheme[0])
            {
                if (place == 0 || !char.IsLetterOrDigit(text[place - 1]))
                {
                    return (place, place + World.Length);
                }

                from = place + 1;
                continue;
            }

            int start = place;
            while (start > 0 && char.IsAsciiLetter(text[start - 1]))
            {
                start--;
            }

            return (start, place + Scheme.Length);
        }

        return (-1, 0);
    }

    // Without who signs in, "www." and port.
    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> place)
    {
        ReadOnlySpan<char> host = place[(place.LastIndexOf('@') + 1)..];
        host = host[..(host.IndexOf(':') is >= 0 and int port ? port : host.Length)];
        return host.StartsWith(World, StringComparison.Ordinal) ? host[World.Length..] : host;
    }

    private static int LengthUntil(ReadOnlySpan<char> text, SearchValues<char> ends) =>
        text.IndexOfAny(ends) is >= 0 and int end ? end : text.Length;

    private static void Append(StringBuilder normal, ReadOnlySpan<char> text)
    {
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsKept(rune))
            {
                normal.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else if (!IsDropped(rune) && normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }
    }

    private static bool IsKept(Rune rune) =>
        rune.IsAscii
            ? char.IsAsciiLetterOrDigit((char)rune.Value)
            : (Rune.IsLetterOrDigit(rune) && !IsFiller(rune))
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.SpacingCombiningMark
                        or UnicodeCategory.LetterNumber
                        or UnicodeCategory.OtherNumber;

    private static bool IsDropped(Rune rune) =>
        IsFiller(rune)
        || (
            !Rune.IsWhiteSpace(rune)
            && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Format
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.Control
        );

    // Letters by category that nobody sees: the fillers of Hangul.
    private static bool IsFiller(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    // Half a surrogate pair has no normal form.
    private static string WellFormed(string text)
    {
        char[]? mended = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                mended ??= text.ToCharArray();
                mended[i] = (char)Rune.ReplacementChar.Value;
            }
        }

        return mended is null ? text : new string(mended);
    }
}
