namespace LearningStudio.Benchmarks.Moderation;

/// <summary>All tables of moderation, in one run: <c>moderation</c>, or some: <c>moderation claims</c>.</summary>
internal static class ModerationBenchmarks
{
    public static async Task RunAsync(string[] names)
    {
        (string Name, Func<Task<string>> Run)[] tables =
        [
            ("claims", () => ClaimRates.RunAsync("durable commits", "fsync=on")),
            ("claims", () => ClaimRates.RunAsync("no flush", "fsync=off")),
        ];
        if (names.Except(tables.Select(table => table.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no table {unknown}.", nameof(names));
        }

        foreach ((string name, Func<Task<string>> run) in tables)
        {
            if (names.Length == 0 || names.Contains(name, StringComparer.Ordinal))
            {
                await Console.Out.WriteLineAsync(await run());
            }
        }
    }
}
