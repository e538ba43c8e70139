namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>What one contender took for an endpoint.</summary>
/// <param name="Milliseconds">Of each request, in ascending order.</param>
/// <param name="RoundMeans">The mean of each round, in milliseconds.</param>
/// <param name="Statements">The median of the statements of its requests.</param>
/// <param name="PerSecond">Requests a second by eight connections.</param>
internal sealed record Latencies(double[] Milliseconds, double[] RoundMeans, int Statements, double PerSecond)
{
    public double At(double quantile) =>
        Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(quantile * Milliseconds.Length))];

    /// <summary>How many times as fast as another, which took its turns in the same rounds: the median of the rounds.</summary>
    public double FasterThan(Latencies other)
    {
        double[] ratios = [.. other.RoundMeans.Zip(RoundMeans, (slow, fast) => slow / fast).Order()];
        return ratios[ratios.Length / 2];
    }
}
