namespace LearningStudio.Caching.Tests.Redis;

/// <summary>The checkout these tests run in.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(System.IO.Path.Combine(folder.FullName, "LearningStudio.sln"))
            ? folder.FullName
            : Find(folder.Parent!);
}
