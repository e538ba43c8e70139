using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

public sealed class LiteralRarityTests
{
    [Theory]
    [InlineData("aaa", 0.065 * 0.065 * 0.065)]
    [InlineData("zzz", 0.0007 * 0.0007 * 0.0007)]
    [InlineData("az ", 0.065 * 0.0007 * 0.16)]
    [InlineData("1-\u007f", 0.006 * 0.006 * 0.006)]
    [InlineData("äöü", 0.002 * 0.002 * 0.002)]
    [InlineData("\u0080a1", 0.002 * 0.065 * 0.006)]
    public void Frequency_IsTheProductOfTheCharacters(string literal, double expected)
    {
        LiteralRarity.BestWindow(literal).Frequency.ShouldBe(1000 * expected, 1e-12);
        LiteralRarity.Of([literal]).ShouldBe(1000 * expected, 1e-12);
    }

    [Theory]
    [InlineData("abc", 0)]
    [InlineData("eeee", 0)]
    [InlineData("eeeee", 0)]
    [InlineData("eeeez", 1)]
    [InlineData("zeeee", 0)]
    [InlineData("theqqqqthe", 3)]
    public void Window_IsTheFirstOfTheRarest(string literal, int offset) =>
        LiteralRarity.BestWindow(literal).Offset.ShouldBe(offset);

    [Fact]
    public void Literals_AddUp_AndWhatIsTooShortCannotBeLookedFor()
    {
        LiteralRarity.Of(["abc", "def"]).ShouldBe(LiteralRarity.Of(["abc"]) + LiteralRarity.Of(["def"]), 1e-12);
        LiteralRarity.Of(["abc", "de"]).ShouldBe(double.PositiveInfinity);
        LiteralRarity.Of([""]).ShouldBe(double.PositiveInfinity);
        LiteralRarity.Of(null).ShouldBe(double.PositiveInfinity);
        LiteralRarity.Of([]).ShouldBe(0);
    }
}
