using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>Reads a forum of JSON lines: each file once, in bounded memory; fields that it does not know are ignored.</summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="bands">Which ids are free.</param>
/// <param name="progress">Receives the file's name and how much of it has been read, from 0 to 1.</param>
internal sealed class JsonLinesFolder(string folder, SourceBands bands, Action<string, double> progress)
{
    public const string Users = "users.jsonl";
    public const string Forums = "forums.jsonl";
    public const string Topics = "topics.jsonl";
    public const string Posts = "posts.jsonl";

    /// <summary>All the files, in the order in which they are read.</summary>
    public static readonly IReadOnlyList<string> Files = [Users, Forums, Topics, Posts];

    /// <exception cref="DumpFormatException">A file is missing or malformed; it is named.</exception>
    public async Task LoadAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        foreach (string name in Files.Where(name => !File(name).Exists))
        {
            throw new DumpFormatException($"{name}: expected this file beside the others; it may be empty.");
        }

        var rows = new JsonLineRows(load.FirstId, await bands.WidthAsync(load.FirstId, cancellationToken));
        await AddAsync(Users, rows.User, load.AddUsersAsync, cancellationToken);
        foreach (JsonLine line in Lines(Forums))
        {
            cancellationToken.ThrowIfCancellationRequested();
            BulkForum forum = rows.Forum(line);
            rows.Place(forum.Slug, await load.EnsureForumAsync(forum, cancellationToken));
        }

        await AddAsync(Topics, rows.Topic, load.AddTopicsAsync, cancellationToken);
        await AddAsync(Posts, rows.Post, load.AddPostsAsync, cancellationToken);
    }

    private Task AddAsync<T>(
        string file,
        Func<JsonLine, T> map,
        Func<IReadOnlyCollection<T>, CancellationToken, Task> add,
        CancellationToken cancellationToken
    ) => Lines(file).Select(line => (map(line), line.Size)).AddInBatchesAsync(add, cancellationToken);

    private JsonLinesFile File(string name) => new(Path.Combine(folder, name));

    private IEnumerable<JsonLine> Lines(string name) => File(name).ReadLines(read => progress(name, read));
}
