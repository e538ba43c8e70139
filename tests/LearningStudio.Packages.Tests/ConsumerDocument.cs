namespace LearningStudio.Packages.Tests;

/// <summary>A document whose code runs with what it says to install, and nothing else.</summary>
/// <param name="Path">Its path in the checkout.</param>
/// <param name="Installed">The packages.</param>
public sealed record ConsumerDocument(string Path, params string[] Installed)
{
    private const string QueryBudgets = "LearningStudio.QueryBudgets";

    // What its documents count: it depends on neither.
    private static readonly string[] Peers = ["Dapper", "Microsoft.EntityFrameworkCore.Sqlite"];

    public static ConsumerDocument[] All { get; } =
    [
        .. Repository.Packages.Select(package => new ConsumerDocument(
            $"src/{package}/README.md",
            [.. WithCore(package), .. package is QueryBudgets ? Peers : []]
        )),
        new("README.md", Repository.Packages),
        new("docs/caching.md", "LearningStudio.Caching"),
        new("docs/repositories.md", "LearningStudio.Repositories"),
        new("docs/moderation.md", "LearningStudio.Moderation", "LearningStudio.Moderation.Sql"),
        new("docs/statistics.md", "LearningStudio.Statistics"),
        new("docs/migration.md", "LearningStudio.Repositories"),
        new("docs/operations.md", "Microsoft.Extensions.Caching.StackExchangeRedis"),
        new("docs/query-budgets.md", [QueryBudgets, .. Peers]),
    ];

    // A store's first steps name its core too.
    private static string[] WithCore(string package) =>
        Repository.CoreOf(package) is { } core ? [core, package] : [package];

    /// <summary>Its path as a name.</summary>
    public string Name { get; } = Path.Replace('/', '.');

    public override string ToString() => Path;
}
