namespace LearningStudio.Benchmarks.Turns;

/// <summary>One way to read the same thing.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="ReadAsync">Reads the n-th time.</param>
/// <param name="Goal">How many times the first way's time it may take; null where nothing is promised.</param>
internal sealed record Way<T>(string Name, Func<int, Task<T>> ReadAsync, double? Goal = null)
{
    public Variant Repeated() =>
        new(
            Name,
            async operations =>
            {
                for (int i = 0; i < operations; i++)
                {
                    await ReadAsync(i);
                }
            },
            Goal
        );
}
