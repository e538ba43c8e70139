namespace LearningStudio.Packages.Tests;

/// <summary>Installs each package alone into a new project and runs the code its documents show.</summary>
[Collection(PackedPackages.Collection)]
public sealed class ConsumerTests(BuiltConsumers consumers) : IClassFixture<BuiltConsumers>
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
        Directory
            .GetFiles(Checkout.PathOf("docs"), "*.md")
            .Where(file => File.ReadAllText(file).Contains("```csharp", StringComparison.Ordinal))
            .Select(file => $"docs/{Path.GetFileName(file)}")
            .ShouldBeSubsetOf(ConsumerDocument.All.Select(document => document.Path));
}
