using CsCheck;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>
/// Nodes on a model of Redis where every command, answer, message, factory and fault happens when a random choice says.
/// A failure prints its seed, and the seed repeats it.
/// </summary>
public sealed class InterleavingTests
{
    private static readonly int Runs = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is "1" ? 20_000 : 500;

    [Fact]
    public void NoInterleaving_YieldsAStaleValue() =>
        Gen.Int[0, int.MaxValue - 1].Sample(seed => new Interleaving(seed, withFaults: false).Run(), iter: Runs);

    [Fact]
    public void NoInterleavingWithFaults_YieldsAStaleValueOrLosesAnInvalidation() =>
        Gen.Int[0, int.MaxValue - 1].Sample(seed => new Interleaving(seed, withFaults: true).Run(), iter: Runs);
}
