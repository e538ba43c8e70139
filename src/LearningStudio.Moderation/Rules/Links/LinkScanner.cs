using System.Buffers;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>
/// Finds the links of a raw text: URLs of http, https, ftp and hxxp, domains alone, Markdown, HTML anchors, BBCode,
/// and obfuscated dots. One pass; each character is read a bounded number of times, whatever the text.
/// </summary>
/// <remarks>
/// An e-mail address is no link, nor is a path without a host. Code blocks and escapes mean nothing here: what a
/// site shows as plain text is still what a spammer wrote.
/// </remarks>
internal sealed class LinkScanner
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(".:<>[](){}");

    private readonly string _text;
    private readonly LinkCollector _links;

    // "example dot com" has no mark, so then every word is read.
    private readonly bool _hasDotWord;

    private LinkScanner(string text)
    {
        _text = text;
        _links = new LinkCollector(text);
        _hasDotWord = text.Contains(" dot ", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The links in the order of their URLs.</summary>
    public static IReadOnlyList<Link> Scan(string text)
    {
        var scanner = new LinkScanner(text);
        for (int index = scanner.Skip(0); index < text.Length; index = scanner.Skip(index))
        {
            index = scanner.ReadAt(index);
        }

        return scanner._links.Links;
    }

    /// <summary>The next place from which something must be read: a mark of links, or the word before it.</summary>
    private int Skip(int index)
    {
        if (_hasDotWord)
        {
            return index;
        }

        int length = _text.AsSpan(index).IndexOfAny(Marks);
        if (length < 0)
        {
            return _text.Length;
        }

        int start = index + length;
        for (int spaces = 0; start > index && spaces < ObfuscatedDot.MaxSpaces && _text[start - 1] == ' '; spaces++)
        {
            start--;
        }

        while (start > index && UrlReader.IsHostCharacter(_text[start - 1]))
        {
            start--;
        }

        return start;
    }

    /// <summary>Reads what begins at an index, and says where to go on.</summary>
    private int ReadAt(int index) =>
        _text[index] switch
        {
            '<' => ReadAngle(index),
            '[' => ReadBracket(index),
            ']' => CloseBracket(index),
            var value when UrlReader.IsHostCharacter(value) => ReadRun(index),
            _ => index + 1,
        };

    private int ReadAngle(int index)
    {
        if (LinkMarkup.IsAnchorEnd(_text, index))
        {
            _links.CloseAnchor(index);
        }
        else if (LinkMarkup.IsAnchor(_text, index) && LinkMarkup.ReadAnchor(_text, index) is { } tag)
        {
            _links.OpenAnchor(tag.End, TryAdd(tag.Url));
            return tag.End;
        }

        return index + 1;
    }

    private int ReadBracket(int index)
    {
        if (LinkMarkup.IsUrlTagEnd(_text, index))
        {
            _links.CloseUrlTag(index);
        }
        else if (LinkMarkup.ReadUrlTag(_text, index) is { } tag)
        {
            _links.OpenUrlTag(tag.End, TryAdd(tag.Url));
            return tag.End;
        }

        _links.OpenBracket(index);
        return index + 1;
    }

    private int CloseBracket(int index)
    {
        _links.CloseBracket(index);
        return index + 1;
    }

    /// <summary>Adds the link that a tag's value begins with, if it begins with one.</summary>
    private bool TryAdd(TextSpan value)
    {
        ReadOnlySpan<char> text = _text.AsSpan(0, value.End);
        int start = value.Start + (text[value.Start..].StartsWith("//") ? 2 : 0);
        int length = UrlReader.HostRun(text, start).Length;
        int scheme = SchemeStart(text, new TextSpan(start, length));
        if (scheme == start && UrlReader.ReadAfterScheme(text, start + length + "://".Length) is { } parts)
        {
            Add(TextSpan.Between(start, parts.End), parts, scheme);
            return true;
        }

        if (DomainReader.Read(text, new TextSpan(start, length)) is { } domain && domain.Url.Start == start)
        {
            _links.Add(domain.Url, domain.Parts);
            return true;
        }

        return false;
    }

    private int ReadRun(int index)
    {
        var run = new TextSpan(index, UrlReader.HostRun(_text, index).Length);
        int scheme = SchemeStart(_text, run);
        if (scheme >= 0)
        {
            return ReadUrl(scheme, run.End + "://".Length);
        }

        if (run.Slice(_text).IndexOf('.') < 0 && !ObfuscatedDot.MayBeginAt(_text, run.End))
        {
            return run.End;
        }

        bool isAddress = (run.End < _text.Length && _text[run.End] == '@') || (index > 0 && _text[index - 1] == '@');
        if (!isAddress && DomainReader.Read(_text, run) is { } domain)
        {
            _links.Add(domain.Url, domain.Parts);
            return domain.Url.End;
        }

        return run.End;
    }

    private int ReadUrl(int scheme, int authority)
    {
        if (UrlReader.ReadAfterScheme(_text, authority) is not { } parts)
        {
            return authority;
        }

        Add(TextSpan.Between(scheme, parts.End), parts, scheme);
        return parts.End;
    }

    private void Add(TextSpan url, UrlParts parts, int scheme) =>
        _links.Add(url, parts with { IsObfuscated = parts.IsObfuscated || IsHidden(scheme) });

    private bool IsHidden(int scheme) => _text.AsSpan(scheme).StartsWith("hx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the scheme begins that a run ends with, if "://" follows; else -1.</summary>
    private static int SchemeStart(ReadOnlySpan<char> text, TextSpan run)
    {
        if (!text[run.End..].StartsWith("://"))
        {
            return -1;
        }

        ReadOnlySpan<char> word = text.Slice(run.Start, run.Length);
        foreach (string scheme in UrlReader.Schemes)
        {
            if (word.EndsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return run.End - scheme.Length;
            }
        }

        return -1;
    }
}
