using LearningStudio.HostApi.Observation;

namespace LearningStudio.HostApi.Tests.Observation;

public sealed class DurationScaleTests
{
    // Half a bucket to either side, by factor.
    private static readonly double Error = Math.Sqrt(DurationScale.Growth) + 1e-9;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 10)]
    [InlineData(3, 101)]
    [InlineData(4, 5_000)]
    public void Percentile_IsThatOfTheSortedSamplesWithinABucket(int seed, int count)
    {
        var random = new Random(seed);
        // From a tenth of a millisecond to ten seconds, as many in each decade.
        double[] samples = [.. Enumerable.Range(0, count).Select(_ => 1e-4 * Math.Pow(10, 5 * random.NextDouble()))];
        long[] buckets = new long[DurationScale.Buckets];
        foreach (double sample in samples)
        {
            buckets[DurationScale.BucketOf(sample)]++;
        }

        Array.Sort(samples);
        foreach (double share in new[] { 0.5, 0.9, 0.99 })
        {
            double exact = samples[(int)Math.Ceiling(share * count) - 1];
            double ratio = DurationScale.Percentile(buckets, share)!.Value / exact;
            ratio.ShouldBeInRange(1 / Error, Error, $"p{share} of {count}, seed {seed}");
        }
    }

    [Fact]
    public void NoSample_HasNoPercentile() =>
        DurationScale.Percentile(new long[DurationScale.Buckets], 0.5).ShouldBeNull();

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1e-9)]
    public void ShortDuration_IsInTheFirstBucket(double seconds) => DurationScale.BucketOf(seconds).ShouldBe(0);

    [Theory]
    [InlineData(120)]
    [InlineData(1e9)]
    [InlineData(double.PositiveInfinity)]
    public void LongDuration_IsInTheLastBucket(double seconds) =>
        DurationScale.BucketOf(seconds).ShouldBe(DurationScale.Buckets - 1);
}
