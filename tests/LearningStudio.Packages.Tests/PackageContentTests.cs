using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LearningStudio.Packages.Tests;

/// <summary>A package has what a gallery shows of it, and asks for nothing that its users do not need.</summary>
[Collection(PackedPackages.Collection)]
public sealed partial class PackageContentTests(PackedPackages packages)
{
    public static TheoryData<string> Packages => [.. Repository.Packages];

    public static TheoryData<string> Stores =>
        [.. Repository.Packages.Where(package => Repository.CoreOf(package) is not null)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_SaysWhatItIs(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];
        XElement metadata = Nuspec(archive, package);

        files.ShouldContain($"lib/net10.0/{package}.dll");
        files.ShouldContain($"lib/net10.0/{package}.xml");
        Value(metadata, "license").ShouldBe("MIT");
        Value(metadata, "description").Length.ShouldBeGreaterThan(30);
        string[] tags = Value(metadata, "tags").Split(' ');
        tags.ShouldBeUnique();
        tags.Length.ShouldBeGreaterThan(2);
        tags.ShouldContain("forum");
        metadata.ToString().ShouldNotContain(Checkout.Root);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Icon_IsAPictureOfTheSizeThatGalleriesShow(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");
        byte[] icon = PackedPackages.Read(archive, Value(Nuspec(archive, package), "icon"));

        icon.AsSpan(0, 8).ToArray().ShouldBe("\u0089PNG\r\n\u001a\n".Select(letter => (byte)letter));
        BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)).ShouldBe(128);
        BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)).ShouldBe(128);
    }

    // A gallery shows the page without the files that stand beside it in the checkout.
    [Theory]
    [MemberData(nameof(Packages))]
    public void Readme_RendersAlone(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");
        string readme = System.Text.Encoding.UTF8.GetString(
            PackedPackages.Read(archive, Value(Nuspec(archive, package), "readme"))
        );

        readme.ShouldStartWith($"# {package}\n");
        LinkOrPicture().Matches(readme).Select(match => match.Value).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void ReleaseNotes_AreThePackagesOwnOfTheChangelog(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");
        string[] notes = Value(Nuspec(archive, package), "releaseNotes").Split('\n');
        string changelog = File.ReadAllText(Checkout.PathOf("CHANGELOG.md"));

        notes.ShouldNotBeEmpty();
        notes.ShouldAllBe(line => line.StartsWith("- ") || line.StartsWith("  "));
        string name = package["LearningStudio.".Length..];
        notes
            .Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? $"- {name}: {line[2..]}" : line)
            .ShouldAllBe(line => changelog.Contains(line));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Dependencies_AreTheProjectsAndPinned(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");
        string[] dependencies =
        [
            .. Nuspec(archive, package)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => element.Attribute("id")!.Value),
        ];

        // Versions of the suite's own dependencies are pinned, also of those that come with another.
        string[] pinned =
        [
            .. XElement
                .Load(Checkout.PathOf("Directory.Packages.props"))
                .Elements("ItemGroup")
                .Single(group => group.Attribute("Label")?.Value == "packages")
                .Elements()
                .Select(element => element.Attribute("Include")!.Value),
        ];
        dependencies.ShouldBeUnique();
        string[] ofOurs = Repository.CoreOf(package) is { } core ? [core] : [];
        dependencies.ShouldBeSubsetOf([.. pinned, .. ofOurs]);
        XElement
            .Load(Checkout.PathOf("src", package, $"{package}.csproj"))
            .Descendants("PackageReference")
            .Select(element => element.Attribute("Include")!.Value)
            .ShouldBeSubsetOf(dependencies);
        dependencies
            .Where(id => id.StartsWith("LearningStudio", StringComparison.OrdinalIgnoreCase))
            .ShouldBe(ofOurs, "a core stands alone, and a store has its core");
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void Store_WantsItsCoreInItsOwnVersion(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");

        Nuspec(archive, package)
            .Descendants()
            .Where(element => element.Attribute("id")?.Value == Repository.CoreOf(package))
            .Select(element => element.Attribute("version")!.Value)
            .Distinct()
            .ShouldBe([packages.Version(package)]);
    }

    private static XElement Nuspec(ZipArchive archive, string package)
    {
        using var nuspec = new MemoryStream(PackedPackages.Read(archive, $"{package}.nuspec"));
        return XElement.Load(nuspec).Elements().First(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().First(element => element.Name.LocalName == name).Value;

    [GeneratedRegex(@"!\[|<img|\]\((?!https://)[^)]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex LinkOrPicture();
}
