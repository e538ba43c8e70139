using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace LearningStudio.Packages.Tests;

/// <summary>The symbol package alone shows a debugger the code: there is no server to ask for it.</summary>
[Collection(PackedPackages.Collection)]
public sealed class PackageSymbolTests(PackedPackages packages)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Symbols_HoldTheCode(string package)
    {
        using MetadataReaderProvider provider = Symbols(package);
        MetadataReader symbols = provider.GetMetadataReader();

        int own = 0;
        foreach (DocumentHandle handle in symbols.Documents)
        {
            string path = symbols.GetString(symbols.GetDocument(handle).Name);
            string source = Source(symbols, handle).ShouldNotBeNull($"{path} is not in the symbols.");
            string folder = $"/src/{package}/";
            int at = path.LastIndexOf(folder, StringComparison.Ordinal);
            if (at >= 0)
            {
                own++;
                source.ShouldBe(File.ReadAllText(Checkout.PathOf("src", package, path[(at + folder.Length)..])), path);
            }
        }

        own.ShouldBeGreaterThan(10);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Symbols_AreThoseOfTheAssemblyWhichIsBuiltDeterministically(string package)
    {
        using PEReader assembly = Assembly(package);
        DebugDirectoryEntry[] entries = [.. assembly.ReadDebugDirectory()];
        DebugDirectoryEntry codeView = entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        using MetadataReaderProvider provider = Symbols(package);

        var id = new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id);

        id.Guid.ShouldBe(assembly.ReadCodeViewDebugDirectoryData(codeView).Guid);
        id.Stamp.ShouldBe(codeView.Stamp);
        entries.ShouldContain(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    // AotTests hold them to it.
    [Theory]
    [InlineData("LearningStudio.Caching", true)]
    [InlineData("LearningStudio.Moderation", true)]
    [InlineData("LearningStudio.QueryBudgets", true)]
    [InlineData("LearningStudio.Statistics", true)]
    [InlineData("LearningStudio.Repositories", false)]
    public void Assembly_ClaimsToBeTrimmable(string package, bool claims)
    {
        using PEReader assembly = Assembly(package);
        MetadataReader metadata = assembly.GetMetadataReader();

        metadata
            .GetAssemblyDefinition()
            .GetCustomAttributes()
            .Select(handle => metadata.GetBlobBytes(metadata.GetCustomAttribute(handle).Value))
            .Any(value => Encoding.UTF8.GetString(value).Contains("IsTrimmable", StringComparison.Ordinal))
            .ShouldBe(claims);
    }

    private PEReader Assembly(string package)
    {
        using ZipArchive archive = packages.Open(package, ".nupkg");
        return new PEReader(new MemoryStream(PackedPackages.Read(archive, $"lib/net10.0/{package}.dll")));
    }

    private MetadataReaderProvider Symbols(string package)
    {
        using ZipArchive archive = packages.Open(package, ".snupkg");
        return MetadataReaderProvider.FromPortablePdbStream(
            new MemoryStream(PackedPackages.Read(archive, $"lib/net10.0/{package}.pdb"))
        );
    }

    // Four bytes say how long the text is that follows deflated; it follows as it is where they are zero.
    private static string? Source(MetadataReader symbols, DocumentHandle document)
    {
        foreach (CustomDebugInformationHandle handle in symbols.GetCustomDebugInformation(document))
        {
            CustomDebugInformation information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) == EmbeddedSource)
            {
                byte[] blob = symbols.GetBlobBytes(information.Value);
                Stream text = new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int));
                bool isDeflated = BitConverter.ToInt32(blob) != 0;
                using var reader = new StreamReader(
                    isDeflated ? new DeflateStream(text, CompressionMode.Decompress) : text
                );
                return reader.ReadToEnd();
            }
        }

        return null;
    }
}
