namespace LearningStudio.Benchmarks.Turns;

/// <summary>Quantiles of a sample.</summary>
internal static class Quantile
{
    /// <summary>The value below which a share of the sample lies, between two values in proportion (Hyndman and Fan's type 7).</summary>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        double at = share * (sorted.Count - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
