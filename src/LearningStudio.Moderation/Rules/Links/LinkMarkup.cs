namespace LearningStudio.Moderation.Rules.Links;

/// <summary>Pieces of markup around links: HTML anchors and BBCode, each read within its own brackets.</summary>
internal static class LinkMarkup
{
    /// <summary>Whether an HTML anchor begins at a "&lt;".</summary>
    public static bool IsAnchor(ReadOnlySpan<char> text, int index) =>
        text[index..].StartsWith("<a", StringComparison.OrdinalIgnoreCase)
        && index + 2 < text.Length
        && char.IsWhiteSpace(text[index + 2]);

    public static bool IsAnchorEnd(ReadOnlySpan<char> text, int index) =>
        text[index..].StartsWith("</a", StringComparison.OrdinalIgnoreCase)
        && (index + 3 == text.Length || !char.IsLetterOrDigit(text[index + 3]));

    public static bool IsUrlTagEnd(ReadOnlySpan<char> text, int index) =>
        text[index..].StartsWith("[/url]", StringComparison.OrdinalIgnoreCase)
        || text[index..].StartsWith("[/link]", StringComparison.OrdinalIgnoreCase);

    /// <summary>The tag at a "&lt;" and its <c>href</c>; null if the next bracket does not close it.</summary>
    public static Tag? ReadAnchor(ReadOnlySpan<char> text, int index)
    {
        int length = text[(index + 1)..].IndexOfAny('<', '>');
        if (length < 0 || text[index + 1 + length] == '<')
        {
            return null;
        }

        int end = index + 1 + length;
        return new Tag(end + 1, Href(text, TextSpan.Between(index, end)));
    }

    /// <summary>The tag "[url=…]" at a "["; null if there is none, or the next bracket does not close it.</summary>
    public static Tag? ReadUrlTag(ReadOnlySpan<char> text, int index)
    {
        int value =
            index
            + text[index..] switch
            {
                var tag when tag.StartsWith("[url=", StringComparison.OrdinalIgnoreCase) => "[url=".Length,
                var tag when tag.StartsWith("[link=", StringComparison.OrdinalIgnoreCase) => "[link=".Length,
                _ => 0,
            };
        int length = value == index ? -1 : text[value..].IndexOfAny('[', ']', '\n');
        return length < 0 || text[value + length] != ']'
            ? null
            : new Tag(value + length + 1, Trim(text, new TextSpan(value, length)));
    }

    private static TextSpan Href(ReadOnlySpan<char> text, TextSpan tag)
    {
        ReadOnlySpan<char> attributes = text[..tag.End];
        int index = tag.Start;
        while (attributes[index..].IndexOf("href", StringComparison.OrdinalIgnoreCase) is >= 0 and int next)
        {
            int name = index + next;
            index = SkipSpaces(attributes, name + "href".Length);
            if (index < attributes.Length && attributes[index] == '=' && !char.IsLetterOrDigit(text[name - 1]))
            {
                return Value(attributes, SkipSpaces(attributes, index + 1));
            }
        }

        return new TextSpan(tag.End, 0);
    }

    private static TextSpan Value(ReadOnlySpan<char> attributes, int start)
    {
        ReadOnlySpan<char> rest = attributes[start..];
        bool isQuoted = rest.Length > 0 && rest[0] is '"' or '\'';
        int end = isQuoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(" \t\r\n");
        return Trim(attributes, TextSpan.Between(start, end <= 0 ? attributes.Length : start + end));
    }

    /// <summary>Without spaces and quotation marks around it.</summary>
    private static TextSpan Trim(ReadOnlySpan<char> text, TextSpan span)
    {
        const string Around = " \t\r\n\"'";
        ReadOnlySpan<char> value = text.Slice(span.Start, span.Length);
        int skipped = value.Length - value.TrimStart(Around).Length;
        return new TextSpan(span.Start + skipped, value.Trim(Around).Length);
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int index)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            index++;
        }

        return index;
    }
}
