using System.Buffers;
using System.Text;

namespace LearningStudio.Moderation.Rules.Matching;

// Rule: two characters that a culture-invariant, case-insensitive Regex takes for equal fold to the same character;
//   a test holds it against Regex for all of them. The reverse does not hold ('ſ' folds to 's').
internal static class CaseFolding
{
    // Letters of Unicode 16: Regex of .NET 10 knows both cases, char one.
    private static readonly (char Upper, char Lower)[] RegexOnly =
    [
        ('\ua7dc', '\u019b'),
        ('\ua7cb', '\u0264'),
        ('\u1c89', '\u1c8a'),
        ('\ua7cc', '\ua7cd'),
        ('\ua7da', '\ua7db'),
    ];

    // One lookup a character; simple case mappings never leave the basic plane.
    private static readonly char[] Table = Build();

    public static char Fold(char character) => Table[character];

    public static string Fold(string text) => string.Create(text.Length, text, (span, source) => Fold(source, span));

    /// <summary>Writes what each character contributes to the grams of the index: its fold, mixed into one byte.</summary>
    public static void ToBytes(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        const int Run = 32;
        int done = 0;
        while (Ascii.ToLower(text[done..], bytes[done..], out int ascii) == OperationStatus.InvalidData)
        {
            // Where one character is not ASCII its neighbours are likely not.
            done += ascii;
            int end = Math.Min(done + Run, text.Length);
            for (; done < end; done++)
            {
                char folded = Table[text[done]];
                bytes[done] = (byte)(folded ^ (folded >> 8));
            }
        }
    }

    private static void Fold(ReadOnlySpan<char> source, Span<char> target)
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = Table[source[i]];
        }
    }

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (int i = 0; i < table.Length; i++)
        {
            // Upper case first: µ (U+00B5) and μ (U+03BC) meet only there.
            table[i] = char.ToLowerInvariant(char.ToUpperInvariant((char)i));
        }

        foreach ((char upper, char lower) in RegexOnly)
        {
            table[upper] = lower;
        }

        return table;
    }
}
