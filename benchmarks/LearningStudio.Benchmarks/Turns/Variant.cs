namespace LearningStudio.Benchmarks.Turns;

/// <summary>One way to do the same thing.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="RunAsync">Does it so many times.</param>
/// <param name="Goal">How many times the first variant's time it may take; null where nothing is promised.</param>
/// <param name="Times">How many times as often as the others it runs in a round: more for what is fast beside what is slow.</param>
internal sealed record Variant(string Name, Func<int, Task> RunAsync, double? Goal = null, int Times = 1)
{
    /// <summary>Does something, the n-th time, that needs no waiting.</summary>
    public static Variant Of(string name, Action<int> act, double? goal = null, int times = 1) =>
        new(
            name,
            count =>
            {
                for (int i = 0; i < count; i++)
                {
                    act(i);
                }

                return Task.CompletedTask;
            },
            goal,
            times
        );
}
