namespace LearningStudio.Tests;

/// <summary>The checkout these tests run in.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("LearningStudio.sln stands in no parent folder.")
        : File.Exists(Path.Combine(folder.FullName, "LearningStudio.sln")) ? folder.FullName
        : Find(folder.Parent);
}
