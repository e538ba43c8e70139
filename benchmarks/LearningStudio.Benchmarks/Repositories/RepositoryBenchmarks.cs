namespace LearningStudio.Benchmarks.Repositories;

/// <summary>
/// All tables of the repositories, in one run: <c>repositories</c>, or some: <c>repositories rows pages</c>;
/// <c>--full</c> goes up to five million posts.
/// </summary>
internal static class RepositoryBenchmarks
{
    private const string Full = "--full";

    public static async Task RunAsync(string[] chosen)
    {
        string[] names = [.. chosen.Where(name => name is not Full)];
        bool full = names.Length < chosen.Length;
        await using var databases = new Databases();
        (string Name, Func<Task<string>> Run)[] tables =
        [
            ("rows", async () => await SingleRows.RunAsync(await databases.Sqlite, "SQLite")),
            ("rows", async () => await SingleRows.RunAsync(await databases.PostgreSql, "PostgreSQL")),
            ("pages", async () => await TopicPages.RunAsync(await databases.Sqlite, "SQLite")),
            ("pages", async () => await TopicPages.RunAsync(await databases.PostgreSql, "PostgreSQL")),
            ("list", async () => await ForumLists.RunAsync(await databases.Sqlite)),
            ("list", ForumLists.GrowAsync),
            (
                "list",
                async () =>
                    await ForumListScale.RunAsync(
                        await databases.CreateDatabaseAsync("scale"),
                        full ? [10_000, 100_000, 1_000_000, 5_000_000] : [10_000, 100_000, 1_000_000]
                    )
            ),
            ("depth", async () => await DeepPages.RunAsync(await databases.CreateDatabaseAsync("depth"))),
            ("writes", () => WriteRates.RunAsync(databases, flush: 0)),
            ("writes", () => WriteRates.RunAsync(databases, flush: 2000)),
            ("scope", async () => await ScopeCost.RunAsync(await databases.Sqlite, "SQLite")),
            ("scope", async () => await ScopeCost.RunAsync(await databases.PostgreSql, "PostgreSQL")),
        ];
        if (names.Except(tables.Select(table => table.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no table {unknown}.", nameof(chosen));
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
