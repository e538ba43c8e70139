using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>A file past the limit is missing a noun, and so is a type, however many files it is spread over.</summary>
public sealed partial class FileSizes
{
    [Theory]
    [InlineData("src", 300, 60)]
    [InlineData("samples", 300, 25)]
    [InlineData("tests", 400, 30)]
    public void NoFile_IsOverTheLimit(string folder, int limit, int least)
    {
        string[] files = [.. Repository.SourceFiles(folder)];

        files.Length.ShouldBeGreaterThan(least);
        files.Where(file => File.ReadLines(file).Count() > limit).ShouldBeEmpty();
    }

    [Fact]
    public void MedianOfThePackages_IsSmall()
    {
        int[] sizes = [.. Repository.SourceFiles("src").Select(file => File.ReadLines(file).Count()).Order()];

        sizes[sizes.Length / 2].ShouldBeLessThanOrEqualTo(60);
        sizes[sizes.Length * 9 / 10].ShouldBeLessThanOrEqualTo(150);
    }

    [Theory]
    [InlineData("src", 300)]
    [InlineData("samples", 300)]
    [InlineData("benchmarks", 300)]
    public void NoType_IsOverTheLimit(string folder, int limit)
    {
        var types = Repository
            .SourceFiles(folder)
            .Select(file => (Path: file, Text: File.ReadAllText(file)))
            .SelectMany(file =>
                PartialType()
                    .Matches(file.Text)
                    .Select(type => (Name: $"{Path.GetDirectoryName(file.Path)}/{type.Groups[1].Value}", file.Text))
            )
            .GroupBy(part => part.Name, part => part.Text.Count(character => character == '\n'))
            .ToArray();

        types.ShouldNotBeEmpty();
        types.Where(type => type.Sum() > limit).Select(type => type.Key).ShouldBeEmpty();
    }

    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|static|abstract|readonly) )*partial (?:class|record|struct|interface) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex PartialType();
}
