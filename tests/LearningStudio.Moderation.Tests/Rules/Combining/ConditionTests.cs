using LearningStudio.Moderation.Rules.Combining;

namespace LearningStudio.Moderation.Tests.Rules.Combining;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("c", false)]
    [InlineData("!c", true)]
    [InlineData("!!a", true)]
    [InlineData("a & c", false)]
    [InlineData("a | c", true)]
    [InlineData("c | a & b", true)]
    [InlineData("(c | a) & c", false)]
    [InlineData("a + b + c >= 2", true)]
    [InlineData("a + b + c > 2", false)]
    [InlineData("a + b == 2 & c == 0", true)]
    [InlineData("category:Pets == 2", true)]
    [InlineData("category:pets != 2", false)]
    [InlineData("trust < 2 & a", true)]
    [InlineData("trust <= 0", false)]
    [InlineData("A-1.x", true)]
    public void Condition_HoldsForTheHits(string text, bool holds)
    {
        var counts = new HitCounts(trustLevel: 1);
        counts.Add("a", "Pets");
        counts.Add("a", "Pets");
        counts.Add("b", "Pets");
        counts.Add("a-1.X", "Other");

        Condition.Parse(text).Holds(counts).ShouldBe(holds);
    }

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("a &", "ends too early")]
    [InlineData("(a", "ends too early")]
    [InlineData("a)", "position 1")]
    [InlineData("a b", "position 2")]
    [InlineData("a > b > c", "position 6")]
    [InlineData("a ? b", "position 2")]
    public void WhatIsNoCondition_IsNamedByItsPlace(string text, string reason) =>
        Should.Throw<FormatException>(() => Condition.Parse(text)).Message.ShouldContain(reason);

    [Fact]
    public void DeepNesting_IsRefused() =>
        Should
            .Throw<FormatException>(() => Condition.Parse(new string('(', 100_000) + "a"))
            .Message.ShouldContain("50 deep");
}
