namespace LearningStudio.Benchmarks.Report;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Values">How high it is at each size.</param>
internal sealed record Series(string Name, double[] Values);
