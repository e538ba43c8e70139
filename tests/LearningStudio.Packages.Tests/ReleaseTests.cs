namespace LearningStudio.Packages.Tests;

/// <summary>A release that would break its users, or does not say what it changes, cannot be packed.</summary>
[Collection(PackedPackages.Collection)]
public sealed class ReleaseTests(PackedPackages packages) : IDisposable
{
    private const string Package = "LearningStudio.Statistics";

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("release-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task MemberOfTheReleaseBefore_IsMissed()
    {
        CopySources();
        string file = Path.Combine(_copy.FullName, "src", Package, "InMemoryForumStatisticsSource.cs");
        string code = await File.ReadAllTextAsync(file);
        code.ShouldContain("public void RemoveUser(");
        await File.WriteAllTextAsync(file, code.Replace("public void RemoveUser(", "internal void RemoveUser("));
        (int exitCode, string output) = await PackAsync();

        exitCode.ShouldNotBe(0, output);
        string[] errors =
        [
            .. output.Split('\n').Where(line => line.Contains(": error CP", StringComparison.Ordinal)).Distinct(),
        ];
        errors.ShouldHaveSingleItem(output).ShouldContain("CP0002");
        errors[0].ShouldContain("InMemoryForumStatisticsSource.RemoveUser(long)");
    }

    [Fact]
    public async Task ReleaseWithoutItsSectionOfTheChangelog_IsStopped()
    {
        (int exitCode, string output) = await Repository.DotnetAsync(
            Checkout.PathOf("src", Package),
            ["msbuild", "-nologo", "-target:ReadReleaseNotes", "-property:MinVerVersionOverride=99.0.0"]
        );

        exitCode.ShouldNotBe(0, output);
        output.ShouldContain("error LS0002");
    }

    private void CopySources()
    {
        string[] files =
        [
            "Directory.Build.props",
            "Directory.Build.targets",
            "Directory.Packages.props",
            "BannedSymbols.txt",
            "CHANGELOG.md",
            "src/Directory.Build.props",
            "src/Directory.Build.targets",
            "src/icon.png",
        ];
        Repository.Copy($"src/{Package}", Path.Combine(_copy.FullName, "src", Package));
        Repository.Copy("src/Shared", Path.Combine(_copy.FullName, "src", "Shared"));
        foreach (string file in files)
        {
            File.Copy(Checkout.PathOf(file), Path.Combine(_copy.FullName, file));
        }
    }

    // Without analyzers, which would speak up before, each in its way.
    private Task<(int ExitCode, string Output)> PackAsync() =>
        Repository.DotnetAsync(
            Path.Combine(_copy.FullName, "src", Package),
            [
                "pack",
                "--nologo",
                "-p:RunAnalyzers=false",
                "-p:MinVerVersionOverride=1.0.1-next",
                $"-p:PackageBaselines={packages.Source}",
            ]
        );
}
