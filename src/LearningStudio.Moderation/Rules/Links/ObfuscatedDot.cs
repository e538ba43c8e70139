namespace LearningStudio.Moderation.Rules.Links;

/// <summary>A dot written for people only: "[.]", "(dot)", " [ dot ] ", and " dot " between spaces.</summary>
internal static class ObfuscatedDot
{
    /// <summary>The most spaces on either side of a dot and of its brackets.</summary>
    public const int MaxSpaces = 2;

    private const string Open = "[({<";
    private const string Close = "])}>";

    /// <summary>A quick test: false only if no dot begins at an index.</summary>
    public static bool MayBeginAt(ReadOnlySpan<char> text, int index) =>
        index < text.Length
        && text[index] is ' ' or '[' or '(' or '{' or '<'
        && (
            text[index] != ' '
            || (index + 1 < text.Length && text[index + 1] is ' ' or 'd' or 'D' or '[' or '(' or '{' or '<')
        );

    /// <summary>How long the dot is that begins at an index, spaces included; 0 if there is none.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int start, out bool isBracketed)
    {
        int index = SkipSpaces(text, start);
        int bracket = index < text.Length ? Open.IndexOf(text[index], StringComparison.Ordinal) : -1;
        isBracketed = bracket >= 0;
        int end = isBracketed ? BracketedEnd(text, index, Close[bracket]) : WordEnd(text, start, index);
        return end < text.Length && end > 0 && char.IsLetterOrDigit(text[end]) ? end - start : 0;
    }

    private static int BracketedEnd(ReadOnlySpan<char> text, int open, char close)
    {
        int index = SkipSpaces(text, open + 1);
        index += DotLength(text[index..]);
        index = SkipSpaces(text, index);
        bool isDot = index < text.Length && text[index] == close && HasDot(text[(open + 1)..index]);
        return isDot ? SkipSpaces(text, index + 1) : 0;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int start, int word)
    {
        int end = word + DotLength(text[word..]);
        int next = SkipSpaces(text, end);
        return word > start && end == word + 3 && next > end ? next : 0;
    }

    private static bool HasDot(ReadOnlySpan<char> inside) => DotLength(inside.Trim()) > 0;

    private static int DotLength(ReadOnlySpan<char> text) =>
        text.StartsWith("dot", StringComparison.OrdinalIgnoreCase) ? 3
        : text.StartsWith('.') ? 1
        : 0;

    private static int SkipSpaces(ReadOnlySpan<char> text, int index)
    {
        int end = Math.Min(text.Length, index + MaxSpaces);
        while (index < end && text[index] == ' ')
        {
            index++;
        }

        return index;
    }
}
