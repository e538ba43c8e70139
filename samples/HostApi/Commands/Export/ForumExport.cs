using LearningStudio.HostApi.Commands.Import;
using LearningStudio.Repositories;
using LinqToDB.Data;

namespace LearningStudio.HostApi.Commands.Export;

/// <summary>Writes the forum as an import reads it, all of it as of one moment.</summary>
/// <param name="connect">Opens a connection.</param>
/// <param name="progress">Receives the file's name and how many lines it has.</param>
internal sealed class ForumExport(Func<ForumDb> connect, Action<string, int> progress)
{
    /// <summary>Writes the files; either all are there afterwards, or none.</summary>
    /// <returns>How many lines each file has.</returns>
    /// <exception cref="IOException">A file is there already, or cannot be written.</exception>
    public async Task<IReadOnlyDictionary<string, int>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var users = new JsonLinesWriter(folder, JsonLinesFolder.Users);
        await using var forums = new JsonLinesWriter(folder, JsonLinesFolder.Forums);
        await using var topics = new JsonLinesWriter(folder, JsonLinesFolder.Topics);
        await using var posts = new JsonLinesWriter(folder, JsonLinesFolder.Posts);
        await using ForumDb db = connect();
        await BeginSnapshotAsync(db, cancellationToken);
        JsonLinesWriter[] files = [users, forums, topics, posts];
        try
        {
            await WriteAsync(db, files, cancellationToken);
        }
        finally
        {
            await db.ExecuteAsync("ROLLBACK", CancellationToken.None);
        }

        foreach (JsonLinesWriter file in files)
        {
            await file.CloseAsync(cancellationToken);
        }

        foreach (JsonLinesWriter file in files)
        {
            file.Publish();
        }

        return files.ToDictionary(file => file.Name, file => file.Lines, StringComparer.Ordinal);
    }

    private async Task WriteAsync(ForumDb db, JsonLinesWriter[] files, CancellationToken cancellationToken)
    {
        (JsonLinesWriter users, JsonLinesWriter forums, JsonLinesWriter topics, JsonLinesWriter posts) = (
            files[0],
            files[1],
            files[2],
            files[3]
        );
        var pages = new ForumPages(db);
        foreach (ForumLine forum in await pages.ForumsAsync(cancellationToken))
        {
            await forums.WriteAsync(forum, cancellationToken);
        }

        progress(forums.Name, forums.Lines);
        await WritePagesAsync(users, pages.UsersAsync, cancellationToken);
        await WritePagesAsync(topics, pages.TopicsAsync, cancellationToken);
        await WritePagesAsync(posts, pages.PostsAsync, cancellationToken);
    }

    // Not the library's transactions: on SQLite they would keep writers out.
    private static Task<int> BeginSnapshotAsync(ForumDb db, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            db.DataProvider.Name.StartsWith("SQLite", StringComparison.Ordinal)
                ? "BEGIN"
                : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            cancellationToken
        );

    private async Task WritePagesAsync(
        JsonLinesWriter file,
        Func<long, CancellationToken, Task<IReadOnlyList<ExportedRow>>> read,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ExportedRow> page;
        for (long after = -1; (page = await read(after, cancellationToken)).Count > 0; after = page[^1].Id)
        {
            foreach (object line in page.Select(row => row.Line).OfType<object>())
            {
                await file.WriteAsync(line, cancellationToken);
            }

            progress(file.Name, file.Lines);
        }
    }
}
