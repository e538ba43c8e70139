namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>What one contender took for an endpoint.</summary>
/// <param name="RoundMeans">The mean of each round, in milliseconds.</param>
/// <param name="Statements">The median of the statements of its requests.</param>
internal sealed record Latencies(double[] RoundMeans, int Statements)
{
    /// <summary>How many times as fast as another, which was asked for the same in each round: the rounds, sorted.</summary>
    public Ratios FasterThan(Latencies other) =>
        new([.. other.RoundMeans.Zip(RoundMeans, (slow, fast) => slow / fast).Order()]);
}
