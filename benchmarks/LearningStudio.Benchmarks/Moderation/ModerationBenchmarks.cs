namespace LearningStudio.Benchmarks.Moderation;

/// <summary>All tables of moderation, in one run: <c>moderation</c>, or some: <c>moderation rules</c>.</summary>
internal static class ModerationBenchmarks
{
    public static async Task RunAsync(string[] chosen)
    {
        (string Name, Func<Task<string>> Run)[] tables =
        [
            ("rules", RuleSpeed.RunAsync),
            ("rules", RuleReloads.RunAsync),
        ];
        if (chosen.Except(tables.Select(table => table.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no table {unknown}.", nameof(chosen));
        }

        foreach ((string name, Func<Task<string>> run) in tables)
        {
            if (chosen.Length == 0 || chosen.Contains(name, StringComparer.Ordinal))
            {
                await Console.Out.WriteLineAsync(await run());
            }
        }
    }
}
