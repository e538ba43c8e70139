using System.Numerics;
using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>Keeps out the grams that no literal has, all but about one in thirty.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct GramFilter
{
    public const uint Mixer = 0x9E3779B1;
    private const int BitsPerGram = 32;

    private readonly ulong[] _bits;
    private readonly int _shift;

    public GramFilter(IReadOnlyCollection<IndexedLiteral> literals)
    {
        int bits = Math.Clamp(BitOperations.Log2((uint)Math.Max(literals.Count, 1) * BitsPerGram) + 1, 10, 24);
        _shift = 32 - bits;
        _bits = new ulong[1 << (bits - 6)];
        foreach (IndexedLiteral literal in literals)
        {
            uint bit = (literal.Gram * Mixer) >> _shift;
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    /// <summary>The lowest bit says whether a literal may have the gram; the others say nothing.</summary>
    public ulong Look(uint gram)
    {
        uint bit = (gram * Mixer) >> _shift;
        return _bits[bit >> 6] >> (int)(bit & 63);
    }
}
