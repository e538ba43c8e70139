using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Duplicates;

// Rule: a 5-gram is five UTF-16 code units of a normalised text; its hash is 64 bits of a seeded bijective mix.
// Source: the mix is SplitMix64's: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014,
//   https://doi.org/10.1145/2660193.2660195
// Cost: two mixes a gram; nothing is allocated.
[StructLayout(LayoutKind.Auto)]
internal ref struct GramHashes(ReadOnlySpan<char> text, ulong seed)
{
    public const int Length = 5;
    private readonly ReadOnlySpan<char> _text = text;

    // The last four code units, the latest in the highest bits.
    private ulong _four = text.Length < Length ? 0 : Pack(text);
    private int _next = Length - 1;

    public ulong Current { get; private set; }

    public readonly GramHashes GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _text.Length)
        {
            return false;
        }

        char last = _text[_next++];
        Current = Mix(Mix(_four ^ seed) + last);
        _four = (_four >> 16) | ((ulong)last << 48);
        return true;
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    private static ulong Pack(ReadOnlySpan<char> text) =>
        text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48);
}
