using LearningStudio.Caching.Redis.Fills;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class MissForecastTests
{
    private readonly MissForecast _forecast = new();

    [Fact]
    public void Beginning_ExpectsToFindNothing() => _forecast.IsMissLikely.ShouldBeTrue();

    [Fact]
    public void Finds_PersuadeItAndMissesPersuadeItBack()
    {
        Record(missed: false, 12);
        _forecast.IsMissLikely.ShouldBeFalse();

        Record(missed: true, 16);
        _forecast.IsMissLikely.ShouldBeTrue();
    }

    [Fact]
    public void NothingButMisses_ThenNothingButFinds_NeverLeavesTheRange()
    {
        Record(missed: true, 10_000);
        Record(missed: false, 12);
        _forecast.IsMissLikely.ShouldBeFalse();

        Record(missed: false, 10_000);
        Record(missed: true, 12);
        _forecast.IsMissLikely.ShouldBeTrue();
    }

    private void Record(bool missed, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _forecast.Record(missed);
        }
    }
}
