namespace LearningStudio.Packages.Tests;

/// <summary>A file past the limit is missing a noun.</summary>
public sealed class FileSizes
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
}
