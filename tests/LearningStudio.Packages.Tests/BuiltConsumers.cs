namespace LearningStudio.Packages.Tests;

/// <summary>
/// A project for each block of code in the documents, all restored from the packed packages and built by one command:
/// each alone would cost ten times the time.
/// </summary>
public sealed class BuiltConsumers : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consumers-");
    private readonly PackedPackages _packages = new();
    private string _output = "";

    public async Task InitializeAsync()
    {
        await _packages.InitializeAsync();
        ConsumerProject[] projects = [.. ConsumerDocument.All.SelectMany(Write)];
        Write("Directory.Build.props", Properties());
        Write(
            "nuget.config",
            $"""<configuration><packageSources><add key="packed" value="{_packages.Source}" /></packageSources></configuration>"""
        );
        Write(
            "Consumers.slnx",
            $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project.Name}/{project.Name}.csproj" />"""))}</Solution>"
        );
        (_, _output) = await Repository.DotnetAsync(_folder.FullName, ["build", "--nologo", "-v", "quiet"]);
    }

    public async Task DisposeAsync()
    {
        await _packages.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs a block and returns its lines.</summary>
    internal async Task<string[]> RunAsync(ConsumerProject project)
    {
        string folder = Path.Combine(_folder.FullName, project.Name);
        string program = Path.Combine(folder, "bin", "Debug", "net10.0", $"{project.Name}.dll");
        File.Exists(program).ShouldBeTrue($"{project.Name} does not build:{Environment.NewLine}{_output}");
        (int exitCode, string output) = await Repository.DotnetAsync(folder, ["exec", program]);
        exitCode.ShouldBe(0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private ConsumerProject[] Write(ConsumerDocument document)
    {
        ConsumerProject[] projects = ConsumerProject.Of(document);
        foreach (ConsumerProject project in projects)
        {
            _folder.CreateSubdirectory(project.Name);
            Write(Path.Combine(project.Name, "Program.cs"), project.Code);
            Write(
                Path.Combine(project.Name, $"{project.Name}.csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <ItemGroup>
                    {string.Concat(document.Installed.Select(Reference))}
                  </ItemGroup>
                </Project>
                """
            );
        }

        return projects;
    }

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(_folder.FullName, path), text);

    // Packages restore into a folder of the projects' own, since a version packed before may stand in the common one;
    // that one still serves the dependencies.
    private static string Properties()
    {
        string common =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
                <RestoreFallbackFolders>{common}</RestoreFallbackFolders>
              </PropertyGroup>
            </Project>
            """;
    }

    // One of ours was just packed; the others are those that the solution builds with.
    private string Reference(string package)
    {
        string version = Repository.Packages.Contains(package)
            ? _packages.Version(package)
            : Repository.MicrosoftVersion();
        return $"""<PackageReference Include="{package}" Version="{version}" />""";
    }
}
