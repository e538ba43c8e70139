using System.Text;
using LearningStudio.Moderation.Rules.Folding;

namespace LearningStudio.Moderation.Tests.Rules.Folding;

public sealed class ConfusablesTests
{
    private static readonly string[] Letters =
    [
        .. Enumerable.Range(0x80, 0x10FF80).Select(Confusables.LettersFor).OfType<string>(),
    ];

    [Fact]
    public void Table_HasLookAlikesOutsideAsciiOnly()
    {
        Letters.Length.ShouldBe(663);
        Enumerable.Range(0, 0x80).ShouldAllBe(codePoint => Confusables.LettersFor(codePoint) == null);
    }

    [Fact]
    public void Letters_AreNormalAndNoLookAlikesThemselves() =>
        Letters
            .Where(letters =>
                !char.IsAsciiLetter(letters.Normalize(NormalizationForm.FormD)[0])
                || !letters.IsNormalized(NormalizationForm.FormKC)
                || letters.EnumerateRunes().Any(rune => Confusables.LettersFor(rune.Value) is not null)
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("абвгдежз", "a6brдeж3")]
    [InlineData("ІӀΙ", "III")]
    [InlineData("æŒ", "aeOE")]
    public void LookAlike_IsWhatARuleIsWrittenWith(string raw, string expected) =>
        string.Concat(raw.Select(value => Confusables.LettersFor(value) ?? value.ToString()))
            .ShouldBe(expected.Replace('6', 'б').Replace('3', 'з'));

    [Theory]
    [InlineData('ا')]
    [InlineData('ס')]
    [InlineData('०')]
    [InlineData('|')]
    [InlineData('∣')]
    [InlineData('ø')]
    [InlineData('ß')]
    public void WhatIsNoLatinLetter_IsNotInTheTable(char value) => Confusables.LettersFor(value).ShouldBeNull();
}
