namespace LearningStudio.Caching.Staleness;

/// <summary>How much happens in a run.</summary>
/// <param name="Seed">What the random choices begin with.</param>
/// <param name="Process">Which of the processes this is, from 0.</param>
/// <param name="Processes">How many there are; each writes its share of the keys.</param>
public sealed record StalenessPlan(int Seed, int Process = 0, int Processes = 1)
{
    public int ReadersPerNode { get; init; } = 8;

    public int MaxFillMilliseconds { get; init; } = 15;

    public int MaxPauseMilliseconds { get; init; } = 20;
}
