using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>Gathers links in their order, and joins the texts of marked-up links to their URLs.</summary>
internal sealed class LinkCollector
{
    private const int NoLink = -1;

    private readonly string _text;
    private readonly List<Link> _links = [];
    private readonly Stack<Opened> _anchors = [];
    private readonly Stack<Opened> _urlTags = [];
    private readonly Stack<Opened> _brackets = [];
    private Opened? _pending;
    private int _pendingEnd;

    public LinkCollector(string text) => _text = text;

    public IReadOnlyList<Link> Links => _links;

    /// <summary>Adds a link; the Markdown text that was closed right before it becomes its text.</summary>
    public void Add(TextSpan url, UrlParts parts)
    {
        _links.Add(new Link(url, parts.Host) { IsObfuscated = parts.IsObfuscated });
        if (_pending is { } opened && ContinuesDestination(url.Start))
        {
            AttachText(_links.Count - 1, opened.FirstInner, _links.Count - 1, MarkdownText(opened));
        }

        _pending = null;
    }

    public void OpenBracket(int index) => _brackets.Push(new Opened(NoLink, index + 1, _links.Count));

    /// <summary>Closes a bracket; its text waits for the link that the parenthesis behind it holds.</summary>
    public void CloseBracket(int index)
    {
        bool isClosed = _brackets.TryPop(out Opened opened);
        bool hasDestination = index + 1 < _text.Length && _text[index + 1] == '(';
        _pending = isClosed && hasDestination ? opened : null;
        _pendingEnd = index;
    }

    public void OpenAnchor(int textStart, bool hasLink) => Open(_anchors, textStart, hasLink);

    public void OpenUrlTag(int textStart, bool hasLink) => Open(_urlTags, textStart, hasLink);

    public void CloseAnchor(int textEnd) => Close(_anchors, textEnd);

    public void CloseUrlTag(int textEnd) => Close(_urlTags, textEnd);

    private void Open(Stack<Opened> opened, int textStart, bool hasLink) =>
        opened.Push(new Opened(hasLink ? _links.Count - 1 : NoLink, textStart, _links.Count));

    private void Close(Stack<Opened> opened, int textEnd)
    {
        if (opened.TryPop(out Opened last) && last.Link != NoLink)
        {
            AttachText(last.Link, last.FirstInner, _links.Count, TextSpan.Between(last.TextStart, textEnd));
        }
    }

    /// <summary>Sets a link's text. A link that is all of that text is the same link, and goes.</summary>
    private void AttachText(int link, int firstInner, int endInner, TextSpan text)
    {
        Link? inner = firstInner < endInner ? _links[firstInner] : null;
        _links[link] = _links[link] with { LinkText = text, TextHost = inner?.Host };
        if (inner is not null && endInner - firstInner == 1 && inner.Url.Length == text.Slice(_text).Trim().Length)
        {
            _links.RemoveAt(firstInner);
        }
    }

    private TextSpan MarkdownText(Opened opened) => TextSpan.Between(opened.TextStart, _pendingEnd);

    // "](" and then at most a space and "<".
    private bool ContinuesDestination(int urlStart) =>
        urlStart - _pendingEnd is >= 2 and <= 4
        && _text.AsSpan(_pendingEnd + 2, urlStart - _pendingEnd - 2).Trim(" <").IsEmpty;

    /// <summary>Markup whose end is not reached: its link, where its text begins, and the first link in it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Opened(int Link, int TextStart, int FirstInner);
}
