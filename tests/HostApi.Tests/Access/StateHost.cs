using System.Text;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;
using LinqToDB.Data;

namespace LearningStudio.HostApi.Tests.Access;

/// <summary>A host with six users, an open forum and a closed one, in which things are made in any state.</summary>
public sealed class StateHost : IAsyncLifetime
{
    private const long Author = 1;
    private const long Admin = 4;
    private const long Unknown = 999_999;
    private long _open;
    private long _closed;

    /// <summary>Who asks, as the columns of the table: a name, and what the Authorization header says.</summary>
    public static IReadOnlyList<(string Name, string? Credentials)> Callers { get; } =
    [
        ("anonymous", null),
        ("level 0", "Demo demo5"),
        ("level 1", "Demo demo6"),
        ("author", "Demo demo1"),
        ("other", "Demo demo2"),
        ("moderator", "Demo demo9"),
        ("admin", "Demo demo4"),
    ];

    public ForumHost Host { get; } = new();

    public async Task InitializeAsync()
    {
        using HttpClient started = Host.CreateClient();
        (long Id, int Level)[] users = [(Author, 1), (2, 2), (Admin, 4), (5, 0), (6, 1), (9, 4)];
        await Host.Get<IForumBulkLoader>()
            .LoadAsync(
                "users",
                async (load, ct) =>
                {
                    await load.AddUsersAsync(
                        [
                            .. users.Select(user => new BulkUser(
                                load.FirstId + user.Id,
                                $"demo{user.Id}",
                                $"User {user.Id}",
                                user.Level,
                                Host.Clock.GetUtcNow(),
                                null
                            )),
                        ],
                        ct
                    );
                    _open = await load.EnsureForumAsync(new BulkForum(null, "open", "Open", "", 1), ct);
                    _closed = await load.EnsureForumAsync(new BulkForum(null, "closed", "Closed", "", 2), ct);
                }
            );
        await Host.ScalarAsync<int>($"UPDATE forums SET minimum_trust_level = 2 WHERE id = {_closed} RETURNING 1");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Makes a topic with a review in a state, and says by which words of an address they are named.</summary>
    public async Task<IReadOnlyDictionary<string, long>> MakeAsync(string state)
    {
        long forum = state is "closed" ? _closed : _open;
        var topic = new NewTopic(forum, Author, "Title", "Text", Host.Clock.GetUtcNow(), IsHeld: state is "held");
        (long topicId, long postId) = await Host.Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    (long TopicId, long PostId) made = (await session.Topics.OpenAsync(topic, ct))!.Value;
                    await (
                        state switch
                        {
                            "locked" => session.Topics.LockAsync(made.TopicId, cancellationToken: ct),
                            "deleted" => session.Topics.DeleteAsync(made.TopicId, Host.Clock.GetUtcNow(), ct),
                            _ => Task.FromResult(true),
                        }
                    );
                    return made;
                }
            );
        long review = await ReviewAsync(postId, state);
        return state is "unknown" ? Named(Unknown, Unknown, Unknown, Unknown) : Named(forum, topicId, postId, review);
    }

    /// <summary>All rows of all tables but the audit log, in which a refused step of a moderator stands too.</summary>
    public async Task<string> DumpAsync()
    {
        await using ForumDb db = Host.Get<Func<ForumDb>>()();
        List<string> tables = await db.QueryToListAsync<string>(
            """
            SELECT name FROM sqlite_master
            WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT IN ('audit_log', 'sqlite_sequence')
            ORDER BY name
            """
        );
        var dump = new StringBuilder();
        foreach (string table in tables)
        {
            dump.Append(table).Append('\n');
            await using DataReaderAsync rows = await db.ExecuteReaderAsync($"SELECT * FROM \"{table}\"");
            object[] values = new object[rows.Reader!.FieldCount];
            while (await rows.Reader.ReadAsync())
            {
                rows.Reader.GetValues(values);
                dump.AppendJoin(
                    '|',
                    values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)
                );
                dump.Append('\n');
            }
        }

        return dump.ToString();
    }

    private async Task<long> ReviewAsync(long postId, string state)
    {
        IReviewQueue queue = Host.Get<IReviewQueue>();
        var target = new ReviewTarget(ReviewTargetKind.Post, postId);
        long id = await queue.AddAsync(
            new ReviewRequest(target, ReviewType.FlaggedPost, 3, [], ReportedUserId: Author)
        );
        if (state is "escalated")
        {
            var request = new ClaimRequest(Admin, TimeSpan.FromMinutes(1), ItemId: id, IsLead: true);
            ReviewClaim claim = (await queue.ClaimAsync(request)).Single();
            await queue.DecideAsync(new ReviewStep(claim.Lease, ReviewAction.Escalate));
        }
        else if (state is "decided")
        {
            await queue.DecideAsync(target, new ReviewDecision(true, Admin));
        }

        return id;
    }

    private static Dictionary<string, long> Named(long forum, long topic, long post, long review) =>
        new(StringComparer.Ordinal)
        {
            ["forum"] = forum,
            ["topic"] = topic,
            ["post"] = post,
            ["review"] = review,
        };
}
