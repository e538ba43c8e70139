namespace LearningStudio.HostApi.Observation;

// Rule: bucket n holds durations from MinSeconds * Growth^n up to the next one's; what is shorter is in the first bucket,
//   what is longer in the last. A percentile is the middle of its bucket, by factor: at most 2.5 % off between the ends.
internal static class DurationScale
{
    /// <summary>By how much each bucket's bounds are above the last one's.</summary>
    public const double Growth = 1.05;

    private const double MinSeconds = 50e-6;
    private const double MaxSeconds = 120;
    private static readonly double LogGrowth = Math.Log(Growth);

    /// <summary>How many buckets there are.</summary>
    public static readonly int Buckets = BucketOf(MaxSeconds) + 1;

    public static int BucketOf(double seconds) =>
        seconds > MinSeconds ? (int)(Math.Log(Math.Min(seconds, MaxSeconds) / MinSeconds) / LogGrowth) : 0;

    /// <summary>The duration that a share of the counted ones does not exceed; null where none was counted.</summary>
    public static double? Percentile(ReadOnlySpan<long> buckets, double share)
    {
        long all = 0;
        foreach (long count in buckets)
        {
            all += count;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(share * all));
        long seen = 0;
        for (int bucket = 0; bucket < buckets.Length; bucket++)
        {
            seen += buckets[bucket];
            if (seen >= rank)
            {
                return MinSeconds * Math.Pow(Growth, bucket + 0.5);
            }
        }

        return null;
    }
}
