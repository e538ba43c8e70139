namespace LearningStudio.Packages.Tests;

/// <summary>A folder outside the checkout for projects that restore the packed packages.</summary>
public sealed class ConsumerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consumers-");

    internal ConsumerFolder(PackedPackages packages)
    {
        Write(
            "nuget.config",
            $"""<configuration><packageSources><add key="packed" value="{packages.Source}" /></packageSources></configuration>"""
        );
        Write("Directory.Build.props", Properties());
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string PathOf(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file, and makes its folder.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    // Packages restore into a folder of the projects' own, since a version packed before may stand in the common one;
    // that one still serves the dependencies.
    private static string Properties()
    {
        string common =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? System.IO.Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget",
                "packages"
            );
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
}
