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
    public Task ReferenceToThePackages_StopsTheBuild(string reference, bool stops) =>
        BuildAsync("One", reference, stops);

    [Theory]
    [InlineData("One.Sql", "One", false)]
    [InlineData("One.Sql", "Other", true)]
    [InlineData("One.Sql", "Other.Sql", true)]
    [InlineData("One.Sql.Testing", "One", false)]
    [InlineData("One", "One.Sql", true)]
    [InlineData("Oneself.Sql", "One", true)]
    public async Task Store_ReferencesTheCoreThatItIsNamedAfter(string name, string other, bool stops)
    {
        WriteProject(other, "");
        string path = $"../{other}/LearningStudio.{other}.csproj";
        await BuildAsync(name, $"""<ProjectReference Include="{path}" />""", stops);
    }

    private async Task BuildAsync(string name, string reference, bool stops)
    {
        WriteProject("Other", "");
        string project = WriteProject(name, reference);

        (int exitCode, string output) = await Repository.DotnetAsync(project, ["build"]);

        (exitCode != 0).ShouldBe(stops, output);
        output.Contains($"error LS0001: LearningStudio.{name} references").ShouldBe(stops, output);
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
