namespace LearningStudio.Packages.Tests;

/// <summary>The build error that keeps packages from referencing each other fires.</summary>
public sealed class StandAloneRuleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rule-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""<ProjectReference Include="../Other/LearningStudio.Other.csproj" />""", true)]
    [InlineData("""<PackageReference Include="LearningStudio.Caching" Version="1.0.0" />""", true)]
    [InlineData("""<PackageReference Include="learningstudio.caching" Version="1.0.0" />""", true)]
    [InlineData("", false)]
    public async Task ReferenceToThePackages_StopsTheBuild(string reference, bool stops)
    {
        WriteProject("Other", "");
        string project = WriteProject("One", reference);

        (int exitCode, string output) = await Repository.DotnetAsync(project, ["build"]);

        (exitCode != 0).ShouldBe(stops, output);
        output.Contains("error LS0001: LearningStudio.One references").ShouldBe(stops, output);
    }

    // The project stands outside the repository and imports the one file that holds the rule.
    private string WriteProject(string name, string reference)
    {
        string folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(
            Path.Combine(folder, "Directory.Build.targets"),
            $"""<Project><Import Project="{Checkout.PathOf("Directory.Build.targets")}" /></Project>"""
        );
        File.WriteAllText(
            Path.Combine(folder, $"LearningStudio.{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <IsPackable>true</IsPackable>
              </PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """
        );
        return folder;
    }
}
