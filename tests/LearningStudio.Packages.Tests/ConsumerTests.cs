using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>Installs each package alone into a new project and runs the code its documents show.</summary>
[Collection(PackedPackages.Collection)]
public sealed partial class ConsumerTests(BuiltConsumers consumers) : IClassFixture<BuiltConsumers>
{
    public static TheoryData<string> Documents => [.. ConsumerDocument.All.Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_RunsWithWhatItSaysToInstall(string path)
    {
        ConsumerProject[] projects = ConsumerProject.Of(ConsumerDocument.All.Single(document => document.Path == path));
        projects.ShouldNotBeEmpty();
        await Parallel.ForEachAsync(
            projects,
            async (project, _) =>
            {
                project.Printed.ShouldNotBeEmpty();
                (await consumers.RunAsync(project)).ShouldBe(project.Printed, project.Name);
            }
        );
    }

    [Fact]
    public void EveryDocumentWithCode_IsRun() =>
        Documentation
            .Files.Where(path =>
                File.ReadAllText(Checkout.PathOf(path)).Contains("```csharp", StringComparison.Ordinal)
            )
            .ShouldBeSubsetOf(ConsumerDocument.All.Select(document => document.Path));

    // What looks like code under another name would be run by nobody: commands, requests and queries alone are not.
    [Fact]
    public void EveryBlock_IsCodeOrNamedForWhatElseItIs() =>
        Documentation
            .Files.SelectMany(path => Block().Matches(File.ReadAllText(Checkout.PathOf(path))))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ShouldBeSubsetOf(["csharp", "sh", "http", "promql"]);

    [GeneratedRegex(@"^\s*```(\w*)\r?\n(?:(?!```).*\r?\n)*```", RegexOptions.Multiline)]
    private static partial Regex Block();
}
