using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Links;

/// <summary>A part of a raw text, in UTF-16 code units.</summary>
/// <param name="Start">Where it begins; 0 is the text's first code unit.</param>
/// <param name="Length">How long it is; 0 or more.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first code unit after it.</summary>
    public int End => Start + Length;

    public static TextSpan Between(int start, int end) => new(start, end - start);

    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    public ReadOnlySpan<char> Slice(string text) => text.AsSpan(Start, Length);
}
