namespace LearningStudio.Benchmarks.Report;

/// <summary>A bar of a plot.</summary>
/// <param name="Name">What stands before it.</param>
/// <param name="Value">How long it is.</param>
internal sealed record Bar(string Name, double Value);
