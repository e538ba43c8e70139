namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>
/// The headline: every endpoint before and after, over HTTP. <c>endpoints</c> runs 10,000 posts on both stacks,
/// <c>endpoints --full</c> a million too; <c>endpoints sqlite</c> or <c>servers</c> one stack.
/// </summary>
internal static class EndpointBenchmarks
{
    private const string Full = "--full";
    private const int Few = 10_000;
    private const int Many = 1_000_000;

    public static async Task RunAsync(string[] chosen)
    {
        string[] names = [.. chosen.Where(name => name is not Full)];
        (string Name, Func<int, Task<Stack>> MakeAsync)[] stacks =
        [
            ("sqlite", Stack.SqliteAsync),
            ("servers", Stack.ServersAsync),
        ];
        if (names.Except(stacks.Select(stack => stack.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no stack {unknown}.", nameof(chosen));
        }

        int[] sizes = names.Length < chosen.Length ? [Few, Many] : [Few];
        foreach (int posts in sizes)
        {
            foreach ((string name, Func<int, Task<Stack>> makeAsync) in stacks)
            {
                if (names.Length == 0 || names.Contains(name, StringComparer.Ordinal))
                {
                    await using Stack stack = await makeAsync(posts);
                    await Console.Out.WriteLineAsync(await new EndpointTable(stack).RunAsync());
                    await Console.Out.WriteLineAsync(await TraceRun.RunAsync(stack));
                    await Console.Out.WriteLineAsync();
                }
            }
        }
    }
}
