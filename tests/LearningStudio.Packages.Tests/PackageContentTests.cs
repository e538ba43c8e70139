using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace LearningStudio.Packages.Tests;

public sealed class PackageContentTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_HasReadmeDocumentationSymbolsAndLicence(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.File(package, ".nupkg"));
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];
        XElement metadata = Nuspec(archive, package);

        files.ShouldContain("README.md");
        files.ShouldContain($"lib/net10.0/{package}.dll");
        files.ShouldContain($"lib/net10.0/{package}.xml");
        Value(metadata, "readme").ShouldBe("README.md");
        Value(metadata, "license").ShouldBe("MIT");
        Value(metadata, "description").Length.ShouldBeGreaterThan(30);
        using ZipArchive symbols = ZipFile.OpenRead(packages.File(package, ".snupkg"));
        symbols.Entries.Select(entry => entry.FullName).ShouldContain($"lib/net10.0/{package}.pdb");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_DependsOnNoOtherOfTheSuite(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.File(package, ".nupkg"));

        string[] dependencies =
        [
            .. Nuspec(archive, package)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => element.Attribute("id")!.Value),
        ];

        dependencies.ShouldNotBeEmpty();
        dependencies.ShouldAllBe(id => !id.StartsWith("LearningStudio", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Assembly_IsBuiltDeterministically(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.File(package, ".nupkg"));
        using var image = new MemoryStream();
        using (Stream entry = archive.GetEntry($"lib/net10.0/{package}.dll")!.Open())
        {
            entry.CopyTo(image);
        }

        image.Position = 0;
        using var reader = new PEReader(image);
        reader.ReadDebugDirectory().ShouldContain(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    private static XElement Nuspec(ZipArchive archive, string package)
    {
        using Stream nuspec = archive.GetEntry($"{package}.nuspec")!.Open();
        return XElement.Load(nuspec).Elements().First(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().First(element => element.Name.LocalName == name).Value;
}
