using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Tests.Review.Reports;

public sealed class ReportWeightTests
{
    private static readonly ReportOptions Unbounded = new() { MaxWeight = 100 };

    [Theory]
    [InlineData(0, false, 0.5)]
    [InlineData(1, false, 1)]
    [InlineData(4, false, 2.5)]
    [InlineData(9, false, 2.5)]
    [InlineData(0, true, 3)]
    public void WithoutARecord_TheTrustLevelWeighs(int level, bool staff, double expected) =>
        Weigh(Reporter(level, staff), 0, 0).ShouldBe(expected);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 5)]
    [InlineData(6, 0)]
    [InlineData(7, 3)]
    public void FewOrOrdinaryReports_ChangeNothing(int agreed, int disagreed) =>
        Weigh(Reporter(1), agreed, disagreed).ShouldBe(1);

    [Fact]
    public void GoodRecord_WeighsMoreTheLongerItIs()
    {
        // Wilson's lower bound of 95 of 100 is 0.8882: (0.8882 - 0.7) / 0.3 of the way, times 5 log4(100).
        Weigh(Reporter(1), 95, 5).ShouldBe((2 + ((0.888249 - 0.7) / 0.3 * Math.Log(100, 4) * 5)) / 2, 0.001);
        Weigh(Reporter(1), 950, 50).ShouldBeGreaterThan(Weigh(Reporter(1), 95, 5));
        ReportWeight.Compute(Reporter(1), new ReporterRecord(0, 95, 5), new ReportOptions()).ShouldBe(3);
    }

    [Fact]
    public void BadRecord_WeighsNothingInTheEnd()
    {
        double some = Weigh(Reporter(4), 4, 8);

        some.ShouldBeInRange(0.1, 2.4);
        Weigh(Reporter(4), 0, 50).ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1)]
    public void Proportion_HasWilsonsBounds(int count, int total, double lower, double upper)
    {
        var proportion = new Ratio(count, total);

        proportion.Lower!.Value.ShouldBe(lower, 0.0001);
        proportion.Upper!.Value.ShouldBe(upper, 0.0001);
        new Ratio(0, 0).Lower.ShouldBeNull();
    }

    private static Reporter Reporter(int trustLevel, bool isStaff = false) =>
        new()
        {
            UserId = 1,
            TrustLevel = trustLevel,
            IsStaff = isStaff,
        };

    private static double Weigh(Reporter reporter, int agreed, int disagreed) =>
        ReportWeight.Compute(reporter, new ReporterRecord(0, agreed, disagreed), Unbounded);
}
