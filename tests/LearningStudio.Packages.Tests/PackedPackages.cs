namespace LearningStudio.Packages.Tests;

/// <summary>The packages as they would be published, in a folder of their own.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    /// <summary>A folder that serves as a package source.</summary>
    public string Source => _folder.FullName;

    public async Task InitializeAsync()
    {
        foreach (string package in Repository.Packages)
        {
            (int exitCode, string output) = await Repository.DotnetAsync(
                Repository.PathOf("src", package),
                ["pack", "--no-build", "-c", Repository.Configuration, "-o", Source]
            );
            exitCode.ShouldBe(0, output);
        }
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    public string File(string package, string extension) =>
        Directory.GetFiles(Source, $"{package}.*{extension}").ShouldHaveSingleItem();

    public string Version(string package) =>
        Path.GetFileNameWithoutExtension(File(package, ".nupkg"))[(package.Length + 1)..];
}
