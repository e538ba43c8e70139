using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>A test that a document names is there, and so is its method; and so is a file. Results tell of their own day.</summary>
public sealed partial class DocumentEvidenceTests
{
    private static readonly string[] All =
    [
        .. Documentation.Files.Where(path => !path.StartsWith("benchmarks/results", StringComparison.Ordinal)),
    ];

    /// <summary>The code of the files that declare a test class, by its name.</summary>
    private static readonly ILookup<string, string> Code = Repository
        .SourceFiles("tests")
        .Select(file => File.ReadAllText(file))
        .SelectMany(code => Declaration().Matches(code).Select(match => (Type: match.Groups[1].Value, Code: code)))
        .ToLookup(declared => declared.Type, declared => declared.Code);

    public static TheoryData<string> Documents => [.. All];

    [Theory]
    [MemberData(nameof(Documents))]
    public void NamedTests_Exist(string document)
    {
        string[] missing = [.. Names(document).Where(name => !Exists(name))];

        missing.ShouldBeEmpty(string.Join(Environment.NewLine, missing));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void NamedFiles_Exist(string document)
    {
        string[] missing = [.. Files(document).Where(path => !Path.Exists(Checkout.PathOf(path)))];

        missing.ShouldBeEmpty(string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void Documents_AreSeenWithTheirNames()
    {
        string[] names = [.. All.SelectMany(Names)];

        names.ShouldContain("ConsumerTests");
        names.Length.ShouldBeGreaterThan(40);
        names.Count(name => name.Contains('.')).ShouldBeGreaterThan(5);
        All.SelectMany(Files).ShouldContain("tests/HostApi.Tests/Load/MixedLoadTests.cs");
    }

    [Theory]
    [InlineData("DocumentEvidenceTests", true)]
    [InlineData("DocumentEvidenceTests.NamedTests_Exist", true)]
    [InlineData("ConsumerTests.Document_RunsWithWhatItSaysToInstall", true)]
    [InlineData("ConsumerTests.NamedTests_Exist", false)]
    [InlineData("DocumentEvidenceTests.NamedTests", false)]
    [InlineData("EvidenceTests", false)]
    public void Name_IsOfAClassAndOfAMethodOfIts(string name, bool exists) => Exists(name).ShouldBe(exists);

    private static IEnumerable<string> Names(string document) =>
        Name().Matches(File.ReadAllText(Checkout.PathOf(document))).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Files(string document) =>
        NamedFile().Matches(File.ReadAllText(Checkout.PathOf(document))).Select(match => match.Groups[1].Value);

    private static bool Exists(string name) =>
        name.Split('.') is [string type, string method]
            ? Code[type].Any(code => Methods(code).Contains(method))
            : Code.Contains(name);

    private static IEnumerable<string> Methods(string code) =>
        Method().Matches(code).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\bclass (\w+Tests)\b")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bpublic (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`((?:benchmarks|docs|samples|src|templates|tests)/[\w./-]+)`")]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex Name();
}
