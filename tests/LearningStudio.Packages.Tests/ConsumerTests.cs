using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>Installs each package alone into a new project and runs the code its README shows.</summary>
public sealed partial class ConsumerTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public Task Readme_RunsWithThePackageAlone(string package) =>
        RunAsync(Repository.PathOf("src", package, "README.md"), [package]);

    [Fact]
    public Task Readme_RunsWithAllPackages() => RunAsync(Repository.PathOf("README.md"), Repository.Packages);

    [Fact]
    public Task CachingGuide_RunsWithThePackageAlone() =>
        RunAsync(Repository.PathOf("docs", "caching.md"), ["LearningStudio.Caching"]);

    [Fact]
    public Task RepositoriesGuide_RunsWithThePackageAlone() =>
        RunAsync(Repository.PathOf("docs", "repositories.md"), ["LearningStudio.Repositories"]);

    [Fact]
    public Task ModerationGuide_RunsWithThePackageAlone() =>
        RunAsync(Repository.PathOf("docs", "moderation.md"), ["LearningStudio.Moderation"]);

    [Fact]
    public Task OperationsGuide_RunsWithMicrosoftsSessions() =>
        RunAsync(Repository.PathOf("docs", "operations.md"), ["Microsoft.Extensions.Caching.StackExchangeRedis"]);

    [Fact]
    public Task QueryBudgetGuide_RunsWithThePackageAndEntityFramework() =>
        RunAsync(
            Repository.PathOf("docs", "query-budget.md"),
            ["LearningStudio.Repositories", "Microsoft.EntityFrameworkCore.Sqlite"]
        );

    private async Task RunAsync(string readme, string[] installed)
    {
        string[] blocks = [.. CodeBlock().Matches(File.ReadAllText(readme)).Select(match => match.Groups[1].Value)];
        blocks.ShouldNotBeEmpty();
        foreach (string code in blocks)
        {
            await RunBlockAsync(code, installed);
        }
    }

    private async Task RunBlockAsync(string code, string[] installed)
    {
        string[] expected = [.. Prints().Matches(code).Select(match => match.Groups[1].Value)];
        expected.ShouldNotBeEmpty();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("consumer-");
        WriteProject(folder.FullName, installed, code);

        (int exitCode, string output) = await Repository.DotnetAsync(folder.FullName, ["run"]);

        exitCode.ShouldBe(0, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(expected);
        folder.Delete(recursive: true);
    }

    // Packages restore into the project's own folder, since a version packed before may stand in the common one; that
    // one still serves the dependencies.
    private void WriteProject(string folder, string[] installed, string code)
    {
        string common =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), code);
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""<configuration><packageSources><add key="packed" value="{packages.Source}" /></packageSources></configuration>"""
        );
        File.WriteAllText(
            Path.Combine(folder, "Consumer.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{common}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(installed.Select(Reference))}
              </ItemGroup>
            </Project>
            """
        );
    }

    // One of ours was just packed; the others are those that the solution builds with.
    private string Reference(string package)
    {
        string version = Repository.Packages.Contains(package) ? packages.Version(package) : MicrosoftVersion();
        return $"""<PackageReference Include="{package}" Version="{version}" />""";
    }

    private static string MicrosoftVersion() =>
        MicrosoftExtensions().Match(File.ReadAllText(Repository.PathOf("Directory.Packages.props"))).Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("<MicrosoftExtensions>(.*)</MicrosoftExtensions>")]
    private static partial Regex MicrosoftExtensions();

    [GeneratedRegex("// prints (.*)")]
    private static partial Regex Prints();
}
