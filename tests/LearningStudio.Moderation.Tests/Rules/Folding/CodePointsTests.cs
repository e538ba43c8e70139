using System.Globalization;
using System.Text;
using LearningStudio.Moderation.Rules.Folding;

namespace LearningStudio.Moderation.Tests.Rules.Folding;

/// <summary>What folding assumes of Unicode, held against the Unicode of the machine.</summary>
public sealed class CodePointsTests
{
    // Without U+FFFE, which string.Normalize does not take.
    private static readonly Rune[] All =
    [
        .. Enumerable
            .Range(0, 0x110000)
            .Where(value => Rune.IsValid(value) && value != 0xFFFE)
            .Select(value => new Rune(value))
            .Where(rune =>
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
            ),
    ];

    [Fact]
    public void EachCodePoint_FoldsToWhatFoldingLeaves() =>
        All.Where(rune => FoldedText.Create(FoldedText.Create(rune.ToString()).Text) is { IsRaw: false })
            .Select(rune => rune.Value)
            .ShouldBeEmpty();

    [Fact]
    public void EachCodePoint_GrowsAtMostEightfold() =>
        All.Max(rune => FoldedText.Create(rune.ToString()).Text.Length).ShouldBe(8);

    [Fact]
    public void WhatMovesAmongMarks_Continues() =>
        All.Where(rune => !CodePoints.Continues(rune) && !CodePoints.IsInvisible(rune))
            .Where(rune => HasCombiningClass(rune.ToString()))
            .Select(rune => rune.Value)
            .ShouldBeEmpty();

    [Fact]
    public void WhatComposesWithALetterBeforeIt_Continues() =>
        All.SelectMany(rune => rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Skip(1))
            .Distinct()
            .Where(rune => !CodePoints.Continues(rune) && !CodePoints.IsInvisible(rune))
            .ShouldBeEmpty();

    [Fact]
    public void WhatBecomesAContinuation_IsOne() =>
        All.Where(rune => !CodePoints.Continues(rune) && !CodePoints.IsInvisible(rune))
            .Where(rune => CodePoints.Continues(First(rune.ToString().Normalize(NormalizationForm.FormKD))))
            .Select(rune => rune.Value)
            .ShouldBeEmpty();

    // A mark of class 240 sorts behind every other mark, and of class 1 before; a starter holds them apart.
    private static bool HasCombiningClass(string text) =>
        ("\u0345" + text).Normalize(NormalizationForm.FormD)[0] != '\u0345'
        || (text + "\u0338").Normalize(NormalizationForm.FormD)[0] == '\u0338';

    private static Rune First(string text) => Rune.GetRuneAt(text, 0);
}
