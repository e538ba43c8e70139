using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>Reads a Stack Exchange data dump: each file once, in bounded memory.</summary>
/// <param name="folder">The folder of the unpacked dump.</param>
/// <param name="site">The name of the site; its forums and user names begin with it.</param>
/// <param name="progress">Receives the file's name and how much of it has been read, from 0 to 1.</param>
internal sealed class StackExchangeDump(string folder, string site, Action<string, double> progress)
{
    /// <summary>The files that every dump has.</summary>
    public static readonly IReadOnlyList<string> Files = ["Users.xml", "Posts.xml", "Comments.xml"];

    private readonly DumpFile _users = new(Path.Combine(folder, "Users.xml"), "users");
    private readonly DumpFile _posts = new(Path.Combine(folder, "Posts.xml"), "posts");
    private readonly DumpFile _comments = new(Path.Combine(folder, "Comments.xml"), "comments");
    private readonly DumpFile _history = new(Path.Combine(folder, "PostHistory.xml"), "posthistory");
    private readonly DumpFile _votes = new(Path.Combine(folder, "Votes.xml"), "votes");

    /// <exception cref="DumpFormatException">A file is missing or malformed; it is named.</exception>
    public async Task LoadAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        foreach (DumpFile file in new[] { _users, _posts, _comments })
        {
            if (!file.Exists)
            {
                throw new DumpFormatException($"{file.Name}: expected this file in the folder of the dump.");
            }
        }

        var rows = new DumpRows(site, new DumpIds(load.FirstId));
        await Rows(_users).Select(rows.User).AddInBatchesAsync(load.AddUsersAsync, cancellationToken);
        await LoadPostsAsync(load, rows, cancellationToken);
        await Rows(_comments).Select(rows.Comment).AddInBatchesAsync(load.AddPostsAsync, cancellationToken);
        if (_history.Exists)
        {
            await Rows(_history)
                .Select(rows.Moderation)
                .OfType<BulkModeration>()
                .AddInBatchesAsync(load.AddModerationAsync, cancellationToken);
        }

        if (_votes.Exists)
        {
            await Rows(_votes)
                .Select(rows.Vote)
                .OfType<BulkVote>()
                .AddInBatchesAsync(load.AddVotesAsync, cancellationToken);
        }
    }

    private IEnumerable<DumpRow> Rows(DumpFile file) => file.ReadRows(read => progress(file.Name, read));

    // A question is both a topic and its opening post, so the file is read once and feeds two tables.
    private async Task LoadPostsAsync(IForumBulkLoad load, DumpRows rows, CancellationToken cancellationToken)
    {
        var forums = new TagForums(site, load);
        var topics = new List<BulkTopic>();
        var posts = new List<BulkPost>();
        foreach (DumpRow row in Rows(_posts))
        {
            long kind = row.Id("PostTypeId");
            if (kind == DumpRows.Question)
            {
                topics.Add(rows.Topic(row, await forums.EnsureAsync(row.OptionalText("Tags"), cancellationToken)));
            }

            if (kind is DumpRows.Question or DumpRows.Answer)
            {
                posts.Add(rows.Post(row, isReply: kind == DumpRows.Answer));
            }

            if (posts.Count == Batches.Size)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();

        async Task FlushAsync()
        {
            await load.AddTopicsAsync(topics, cancellationToken);
            await load.AddPostsAsync(posts, cancellationToken);
            topics.Clear();
            posts.Clear();
        }
    }
}
