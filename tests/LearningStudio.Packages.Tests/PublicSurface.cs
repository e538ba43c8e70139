using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>A package's root folder is its public API: what is public stands there, in the root namespace.</summary>
public sealed partial class PublicSurface
{
    // Folders that are public on purpose, each with the namespace of its name.
    private static readonly string[] PublicFolders = [Repository.PathOf("src", "LearningStudio.Moderation", "Review")];

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicTypes_StandInTheRootFolder(string package)
    {
        string root = Repository.PathOf("src", package);
        string[] files = [.. Repository.SourceFiles(Path.Combine("src", package))];

        string[] astray =
        [
            .. files.Where(file =>
                Path.GetDirectoryName(file) != root
                && !PublicFolders.Contains(Path.GetDirectoryName(file))
                && PublicType().IsMatch(File.ReadAllText(file))
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
