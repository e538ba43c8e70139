using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>A literal that a pattern requires, with the gram by which the index finds it.</summary>
/// <param name="Gram">Its rarest gram.</param>
/// <param name="Text">The literal, folded.</param>
/// <param name="Offset">Where the gram begins within it.</param>
/// <param name="Pattern">The number of the pattern.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexedLiteral(uint Gram, string Text, int Offset, int Pattern)
{
    public static IndexedLiteral Create(string literal, int pattern)
    {
        int offset = LiteralRarity.BestWindow(literal).Offset;
        int size = Math.Min(literal.Length, LiteralRarity.LongGram);
        Span<byte> bytes = stackalloc byte[LiteralRarity.LongGram];
        CaseFolding.ToBytes(literal.AsSpan(offset, size), bytes);
        uint gram = 0;
        foreach (byte part in bytes[..size])
        {
            gram = (gram << 8) | part;
        }

        return new IndexedLiteral(gram, literal, offset, pattern);
    }

    /// <summary>Whether the literal stands in a text where its gram was met.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int gramStart)
    {
        int start = gramStart - Offset;
        if (start < 0 || start + Text.Length > text.Length)
        {
            return false;
        }

        for (int i = 0; i < Text.Length; i++)
        {
            if (CaseFolding.Fold(text[start + i]) != Text[i])
            {
                return false;
            }
        }

        return true;
    }
}
