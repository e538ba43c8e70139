using System.Globalization;
using System.Text;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>What folding asks of a code point.</summary>
internal static class CodePoints
{
    /// <summary>The noncharacter that <see cref="string.Normalize()"/> does not take.</summary>
    public const int Refused = 0xFFFE;

    /// <summary>The only code point that NFKC makes more than 8 code units of.</summary>
    public const int LongLigature = 0xFDFA;

    /// <summary>
    /// Whether it shows nothing of its own: format characters (zero width, bidirectional, soft hyphen, tags),
    /// variation selectors, the grapheme joiner and the fillers (Unicode's Default_Ignorable_Code_Point and Cf).
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or (>= 0x180B and <= 0x180F)
                or 0x2065
                or 0x3164
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFFA0
                or (>= 0xFFF0 and <= 0xFFF8)
                or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>
    /// Whether NFKC may join it to what stands before it. More than needed is harmless: all marks are taken; the
    /// rest are vowels and finals of Hangul, in all their widths, half-width voice marks, and vowels of Thai, Lao and
    /// Kirat Rai.
    /// </summary>
    public static bool Continues(Rune rune) =>
        IsMark(Rune.GetUnicodeCategory(rune))
        || rune.Value
            is 0x0E33
                or 0x0EB3
                or (>= 0x1160 and <= 0x11FF)
                or (>= 0x3131 and <= 0x318E)
                or (>= 0xD7B0 and <= 0xD7FB)
                or 0xFF9E
                or 0xFF9F
                or (>= 0xFFA0 and <= 0xFFDC)
                or (>= 0x16D63 and <= 0x16D6A);

    public static bool IsMark(UnicodeCategory category) =>
        category
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
