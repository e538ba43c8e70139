namespace LearningStudio.Packages.Tests;

/// <summary>
/// A project for each block of code in the documents, all restored from the packed packages and built by one command:
/// each alone would cost ten times the time.
/// </summary>
public sealed class BuiltConsumers(PackedPackages packages) : IAsyncLifetime
{
    private readonly ConsumerFolder _folder = new(packages);
    private string _output = "";

    public async Task InitializeAsync()
    {
        ConsumerProject[] projects = [.. ConsumerDocument.All.SelectMany(Write)];
        _folder.Write(
            "Consumers.slnx",
            $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project.Name}/{project.Name}.csproj" />"""))}</Solution>"
        );
        (_, _output) = await Repository.DotnetAsync(_folder.Path, ["build", "--nologo", "-v", "quiet"]);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Runs a block and returns its lines.</summary>
    internal async Task<string[]> RunAsync(ConsumerProject project)
    {
        string folder = _folder.PathOf(project.Name);
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
            _folder.Write(Path.Combine(project.Name, "Program.cs"), project.Code);
            _folder.Write(
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

    // One of ours was just packed; the others are those that the solution builds with.
    private string Reference(string package)
    {
        string version = Repository.Packages.Contains(package)
            ? packages.Version(package)
            : Repository.VersionOf(package);
        return $"""<PackageReference Include="{package}" Version="{version}" />""";
    }
}
