namespace LearningStudio.Benchmarks.Cache;

/// <summary>One way to do the same thing.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="RunAsync">Does it so many times.</param>
internal sealed record Variant(string Name, Func<int, Task> RunAsync);
