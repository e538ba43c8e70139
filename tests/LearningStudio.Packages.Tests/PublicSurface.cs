using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>
/// A package's root folder is its public API: what is public stands there, in the root namespace. A part that many of its
/// users never open has a folder and a namespace of its own.
/// </summary>
public sealed partial class PublicSurface
{
    private static readonly string[] PublicFolders =
    [
        "LearningStudio.Moderation/Review",
        "LearningStudio.Moderation/Rules",
    ];

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicTypes_StandInTheRootFolder(string package)
    {
        string root = Checkout.PathOf("src", package);
        string[] files = [.. Repository.SourceFiles(Path.Combine("src", package))];

        string[] open = [root, .. PublicFolders.Select(folder => Checkout.PathOf("src", folder))];
        string[] astray =
        [
            .. files.Where(file =>
                !open.Contains(Path.GetDirectoryName(file)) && PublicType().IsMatch(File.ReadAllText(file))
            ),
        ];

        files.Count(file => Path.GetDirectoryName(file) == root).ShouldBeGreaterThan(5);
        astray.ShouldBeEmpty();
    }

    [GeneratedRegex(
        @"^public ((sealed|static|abstract|partial|readonly) )*(class|record|struct|interface|enum) ",
        RegexOptions.Multiline
    )]
    private static partial Regex PublicType();
}
