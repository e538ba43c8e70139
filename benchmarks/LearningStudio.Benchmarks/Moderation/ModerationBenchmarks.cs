using LearningStudio.Benchmarks.Repositories;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>All tables of moderation, in one run: <c>moderation</c>, or some: <c>moderation rules</c>.</summary>
internal static class ModerationBenchmarks
{
    private static readonly int[] Sizes = Effort.IsOnce ? [500, 1_000, 2_000] : [10_000, 50_000, 200_000];

    public static async Task RunAsync(string[] chosen)
    {
        await using var databases = new Databases();
        (string Name, Func<Task<string>> Run)[] tables =
        [
            ("rules", RuleSpeed.RunAsync),
            ("rules", RuleReloads.RunAsync),
            ("claims", () => ClaimRates.RunAsync("durable commits", "fsync=on")),
            ("claims", () => ClaimRates.RunAsync("no flush", "fsync=off")),
            ("duplicates", FingerprintCost.RunAsync),
            ("duplicates", NearCopiesOfSpam.RunAsync),
            ("duplicates", () => DuplicateLookups.RunOnSqliteAsync(Sizes)),
            ("duplicates", () => DuplicateLookups.RunOnPostgreSqlAsync(databases, Sizes)),
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
