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
        LiteralRarity.Compute([literal]).ShouldBe(1000 * expected, 1e-12);
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
        LiteralRarity
            .Compute(["abc", "def"])
            .ShouldBe(LiteralRarity.Compute(["abc"]) + LiteralRarity.Compute(["def"]), 1e-12);
        LiteralRarity.Compute(["abc", "de"]).ShouldBe(double.PositiveInfinity);
        LiteralRarity.Compute([""]).ShouldBe(double.PositiveInfinity);
        LiteralRarity.Compute(null).ShouldBe(double.PositiveInfinity);
        LiteralRarity.Compute([]).ShouldBe(0);
    }
}
