using LearningStudio.Benchmarks.Endpoints;

namespace LearningStudio.Benchmarks.Tests;

public sealed class RatiosTests
{
    [Fact]
    public void EightRounds_HaveTheMiddleOfTheTwoInTheMiddle()
    {
        var slow = new Latencies([8, 7, 6, 5, 4, 3, 2, 1], 5);
        var fast = new Latencies([1, 1, 1, 1, 1, 1, 1, 1], 1);

        Ratios ratios = fast.FasterThan(slow);

        ratios.Median.ShouldBe(4.5);
        ratios.ToString().ShouldBe("4.5 (2.8-6.3)");
        slow.FasterThan(fast).Median.ShouldBe((0.2 + 0.25) / 2, 1e-9);
    }

    [Theory]
    [InlineData(0.054, "0.05 (0.05-0.05)")]
    [InlineData(19.44, "19.4 (19.4-19.4)")]
    [InlineData(1317.3, "1,317 (1,317-1,317)")]
    public void Ratio_HasNoMoreDigitsThanMeanAnything(double ratio, string text) =>
        new Ratios([ratio]).ToString().ShouldBe(text);
}
