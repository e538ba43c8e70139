using System.Buffers;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>
/// A text that ends with a link, whatever punctuation and closing markup follow: that link. A link that is the whole
/// text counts. No settings.
/// </summary>
internal sealed class LinkAtEndDetector : IDetector
{
    private static readonly string[] ClosingTags = ["</a>", "</p>", "</b>", "</li>", "<br>", "[/url]", "[/b]"];

    private static readonly SearchValues<char> Punctuation = SearchValues.Create(" \t\r\n\u00A0.,:;!?)]}>\"'*_~");

    public IEnumerable<TextSpan> Find(DetectorText text)
    {
        if (text.Links.Count == 0)
        {
            return [];
        }

        Link last = text.Links[^1];
        int end = Math.Max(last.Url.End, last.LinkText?.End ?? 0);
        return IsClosing(text.Raw.AsSpan(end)) ? [last.Url] : [];
    }

    private static bool IsClosing(ReadOnlySpan<char> rest)
    {
        while (true)
        {
            int next = rest.IndexOfAnyExcept(Punctuation);
            if (next < 0)
            {
                return true;
            }

            rest = rest[next..];
            int tag = TagLength(rest);
            if (tag == 0)
            {
                return false;
            }

            rest = rest[tag..];
        }
    }

    private static int TagLength(ReadOnlySpan<char> text)
    {
        foreach (string tag in ClosingTags)
        {
            if (text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return tag.Length;
            }
        }

        return 0;
    }
}
