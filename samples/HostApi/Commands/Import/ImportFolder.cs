using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>Recognizes by its files what a folder holds: a Stack Exchange data dump or JSON lines.</summary>
internal static class ImportFolder
{
    /// <summary>Makes what loads the folder's content.</summary>
    /// <exception cref="DumpFormatException">The folder holds neither, or files of both.</exception>
    public static Func<IForumBulkLoad, CancellationToken, Task> Open(
        string folder,
        string site,
        SourceBands bands,
        Action<string, double> progress
    )
    {
        bool isDump = Holds(folder, StackExchangeDump.Files);
        bool isLines = Holds(folder, JsonLinesFolder.Files);
        return (isDump, isLines) switch
        {
            (true, false) => new StackExchangeDump(folder, site, progress).LoadAsync,
            (false, true) => new JsonLinesFolder(folder, bands, progress).LoadAsync,
            (true, true) => throw new DumpFormatException(
                "The folder holds files of a Stack Exchange data dump and JSON lines: move one kind to a folder of its own."
            ),
            _ => throw new DumpFormatException(
                $"The folder holds nothing to import: expected {List(StackExchangeDump.Files)} of a Stack Exchange data dump, or the JSON lines {List(JsonLinesFolder.Files)}."
            ),
        };
    }

    private static bool Holds(string folder, IEnumerable<string> files) =>
        files.Any(file => File.Exists(Path.Combine(folder, file)));

    private static string List(IReadOnlyList<string> files) =>
        $"{string.Join(", ", files.SkipLast(1))} and {files[^1]}";
}
