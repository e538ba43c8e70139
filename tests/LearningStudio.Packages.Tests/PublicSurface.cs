using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>
/// A folder is a room: small enough to be read at a glance, and its name is the namespace of what is in it. A package's root
/// holds what its user names on the first day.
/// </summary>
public sealed partial class PublicSurface
{
    private const int MaxFiles = 30;

    public static TheoryData<string> Packages => [.. Repository.Packages];

    public static TheoryData<string> Projects =>
        [
            .. Directory
                .EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories)
                .Select(project => Path.GetRelativePath(Checkout.Root, Path.GetDirectoryName(project)!))
                .Where(folder =>
                    folder.StartsWith("src", StringComparison.Ordinal)
                    || folder.StartsWith("samples", StringComparison.Ordinal)
                    || folder.StartsWith("benchmarks", StringComparison.Ordinal)
                ),
        ];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicTypes_OfTheFirstDay_AreInTheRoot(string package)
    {
        string root = Checkout.PathOf("src", package);
        string[] files = [.. Directory.EnumerateFiles(root, "*.cs")];

        files.Length.ShouldBeInRange(2, MaxFiles);
        files.Any(file => PublicType().IsMatch(File.ReadAllText(file))).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void NoFolder_IsCrowded(string project) =>
        Repository
            .SourceFiles(project)
            .GroupBy(file => Path.GetDirectoryName(file)!)
            .Where(folder => folder.Count() > MaxFiles)
            .Select(folder => $"{folder.Key}: {folder.Count()} files")
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_IsTheFolder(string project)
    {
        string name = Path.GetFileName(project);
        string root = name.StartsWith("LearningStudio", StringComparison.Ordinal) ? name : $"LearningStudio.{name}";
        string folder = Checkout.PathOf(project);
        (string File, string Text)[] files =
        [
            .. Repository
                .SourceFiles(project)
                .Select(file => (Path.GetRelativePath(folder, file), File.ReadAllText(file))),
        ];

        files.Length.ShouldBeGreaterThan(1);
        files
            .Where(one => Path.GetFileName(one.File) != "Program.cs")
            .Where(one => NamespaceOf(one.Text) != ExpectedNamespace(root, one.File))
            .Select(one => one.File)
            .ShouldBeEmpty();
    }

    private static string ExpectedNamespace(string root, string file) =>
        string.Join('.', [root, .. file.Split(Path.DirectorySeparatorChar)[..^1]]);

    private static string NamespaceOf(string text) => Namespace().Match(text).Groups[1].Value;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^public ((sealed|static|abstract|partial|readonly) )*(class|record|struct|interface|enum) ",
        RegexOptions.Multiline
    )]
    private static partial Regex PublicType();
}
