using System.Runtime.InteropServices;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>
/// A text as a reader takes it in: NFKC, without characters that show nothing, look-alikes as the Latin letters they
/// imitate, and spaced letters joined. Each match in it is found again in the raw text. Immutable.
/// </summary>
/// <remarks>
/// <para>
/// Look-alikes follow Unicode TR39, whose skeletons are for comparing and not for reading: a Russian word loses the
/// letters it shares with Latin even where nobody deceives. Rules written in Latin are searched here, and every rule
/// in the raw text as well, so a Russian rule misses nothing.
/// </para>
/// <para>
/// Lone surrogates and U+FFFE become U+FFFD. Left as they are: a letter under more than 31 marks, and U+FDFA, the one character
/// that NFKC makes 18 of; so the folded text is at most 8 times as long as the raw one. Where the host runs without
/// ICU (invariant globalization), NFKC does nothing; the rest works.
/// </para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FoldedText
{
    private readonly string _raw;

    /// <summary>For each code unit of the folded text, the raw segment it came from.</summary>
    private readonly TextSpan[]? _origins;

    private FoldedText(string raw, string text, TextSpan[]? origins)
    {
        _raw = raw;
        Text = text;
        _origins = origins;
    }

    /// <summary>The folded text.</summary>
    public string Text { get; }

    /// <summary>Whether folding changed nothing; <see cref="Text"/> is then the raw string itself.</summary>
    public bool IsRaw => _origins is null;

    /// <summary>Folds a text; linear in its length, and without an allocation for ASCII without spaced letters.</summary>
    public static FoldedText Create(string raw)
    {
        if (!TextFolder.MayChange(raw))
        {
            return new FoldedText(raw, raw, null);
        }

        (string text, TextSpan[] origins) = TextFolder.Fold(raw);
        return text.Equals(raw, StringComparison.Ordinal)
            ? new FoldedText(raw, raw, null)
            : new FoldedText(raw, text, origins);
    }

    /// <summary>The raw text behind a part of the folded one; it never begins or ends within a surrogate pair.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within <see cref="Text"/>.</exception>
    public TextSpan Raw(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Text.Length - length);
        int from = PairStart(RawStart(start));
        return length == 0 ? new TextSpan(from, 0) : TextSpan.Between(from, PairEnd(RawEnd(start + length - 1)));
    }

    private int RawStart(int index) =>
        _origins is null ? index
        : index < _origins.Length ? _origins[index].Start
        : _raw.Length;

    private int RawEnd(int index) => _origins is null ? index + 1 : _origins[index].End;

    private int PairStart(int index) => SplitsPair(index) ? index - 1 : index;

    private int PairEnd(int index) => SplitsPair(index) ? index + 1 : index;

    private bool SplitsPair(int index) =>
        index > 0 && index < _raw.Length && char.IsLowSurrogate(_raw[index]) && char.IsHighSurrogate(_raw[index - 1]);
}
