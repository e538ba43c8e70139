using System.IO.Compression;

namespace LearningStudio.Packages.Tests;

/// <summary>
/// The packages as they would be published, in a folder of their own. Packed once for all tests that want them; those run
/// one after the other, since each builds something.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class PackedPackages : IAsyncLifetime, ICollectionFixture<PackedPackages>
{
    internal const string Collection = "packed packages";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    /// <summary>A folder that serves as a package source.</summary>
    public string Source => _folder.FullName;

    public async Task InitializeAsync()
    {
        foreach (string package in Repository.Packages)
        {
            (int exitCode, string output) = await Repository.DotnetAsync(
                Checkout.PathOf("src", package),
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

    // A store's name begins with its core's: what follows a package's own name is its version.
    public string File(string package, string extension) =>
        Directory
            .GetFiles(Source, $"{package}.*{extension}")
            .Where(file => char.IsAsciiDigit(Path.GetFileName(file)[package.Length + 1]))
            .ShouldHaveSingleItem();

    public ZipArchive Open(string package, string extension) => ZipFile.OpenRead(File(package, extension));

    /// <summary>Reads a file of a package.</summary>
    public static byte[] Read(ZipArchive archive, string name)
    {
        using Stream entry = archive.GetEntry(name).ShouldNotBeNull($"The package has no {name}.").Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    public string Version(string package) =>
        Path.GetFileNameWithoutExtension(File(package, ".nupkg"))[(package.Length + 1)..];
}
