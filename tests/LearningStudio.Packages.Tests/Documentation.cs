namespace LearningStudio.Packages.Tests;

/// <summary>The documents of the checkout, by their paths in it; what a build leaves behind is not among them.</summary>
internal static class Documentation
{
    private static readonly string[] Made = ["artifacts", "bin", "obj", "BenchmarkDotNet.Artifacts", "TestResults"];

    public static string[] Files { get; } =
    [.. In(Checkout.Root).Select(path => Path.GetRelativePath(Checkout.Root, path))];

    private static IEnumerable<string> In(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.md")
            .Concat(Directory.EnumerateDirectories(folder).Where(IsWritten).SelectMany(In));

    private static bool IsWritten(string folder)
    {
        string name = Path.GetFileName(folder);
        return !name.StartsWith('.') && !Made.Contains(name, StringComparer.Ordinal);
    }
}
