namespace LearningStudio.Packages.Tests;

/// <summary>
/// All packages but Repositories say that they may be trimmed and compiled ahead of time. A program that uses them so is published with
/// every warning an error, and does what it does elsewhere.
/// </summary>
[Collection(PackedPackages.Collection)]
public sealed class AotTests(PackedPackages packages) : IDisposable
{
    private readonly ConsumerFolder _folder = new(packages);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PublishedAheadOfTime_WorksAsElsewhere()
    {
        Repository.Copy("tests/LearningStudio.Packages.Tests/AotConsumer", _folder.PathOf("aot"));
        (int exitCode, string output) = await Repository.DotnetAsync(
            _folder.PathOf("aot"),
            ["publish", "--nologo", "-v", "quiet", "-o", _folder.PathOf("published"), .. Versions()]
        );
        exitCode.ShouldBe(0, output);

        (exitCode, output) = await Repository.RunAsync(_folder.PathOf("published", "AotConsumer"), _folder.Path);

        exitCode.ShouldBe(0, output);
        output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "caching: First",
                "caching: First",
                "caching: First",
                "caching: False",
                "moderation: crypto 0.5",
                "moderation: spam-urgency 0.2",
                "statistics: 1 posts, 1 online",
                "statistics: 1 posts, 1 online",
                "statistics: 2 posts",
                "budgets: NPlusOne 6 x SELECT ? from Asker.Ask",
                "budgets: Nothing was counted",
            ]);
    }

    private IEnumerable<string> Versions() =>
        new[] { "Caching", "Moderation", "QueryBudgets", "Statistics" }.Select(name =>
            $"-p:{name}Version={packages.Version($"LearningStudio.{name}")}"
        );
}
