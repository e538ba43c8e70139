using System.Collections.Concurrent;
using System.Text;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>
/// What folding makes of a UTF-16 code unit that stands alone. It is worked out when a code unit is first met and kept
/// in 64 KiB: most texts repeat a few, and asking ICU costs a hundred times more.
/// </summary>
internal static class CodeUnits
{
    // Writers race harmlessly: they write the same.
    private static readonly CodeUnitKind[] Kinds = new CodeUnitKind[0x10000];

    // As many as Unicode has compatibility characters and look-alikes below U+10000: a few thousand.
    private static readonly ConcurrentDictionary<char, string> Folded = new();

    /// <summary>What a code unit becomes whose kind is <see cref="CodeUnitKind.Changed"/>.</summary>
    public static string Fold(char value) => Folded.GetOrAdd(value, static unit => FoldedSegment.Fold(new Rune(unit)));

    public static CodeUnitKind Kind(char value)
    {
        CodeUnitKind kind = Kinds[value];
        return kind == CodeUnitKind.Unknown ? Kinds[value] = Determine(value) : kind;
    }

    private static CodeUnitKind Determine(char value)
    {
        if (char.IsSurrogate(value) || value == CodePoints.Refused)
        {
            return CodeUnitKind.Joining;
        }

        var rune = new Rune(value);
        if (CodePoints.IsInvisible(rune) || CodePoints.Continues(rune))
        {
            return CodeUnitKind.Joining;
        }

        return
            value == CodePoints.LongLigature
            || FoldedSegment.Fold(rune).Equals(rune.ToString(), StringComparison.Ordinal)
            ? CodeUnitKind.Unchanged
            : CodeUnitKind.Changed;
    }
}
