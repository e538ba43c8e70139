using System.Globalization;
using System.Text;
using LearningStudio.HostApi.Demo;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Writing;
using LearningStudio.Tests.Servers;
using LinqToDB.Data;

namespace LearningStudio.HostApi.Tests.Access;

/// <summary>A host with nine users, an open forum and a closed one, in which things are made in any state.</summary>
public class StateHost : IAsyncLifetime
{
    private const long Author = 1;
    private const long Admin = 4;
    private const long OwnModerator = 19;
    private const long Holder = 24;
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
        ("own moderator", "Demo demo19"),
        ("lead", "Demo demo14"),
        ("admin", "Demo demo4"),
    ];

    private readonly Backend _backend;

    public StateHost()
        : this(Backend.Embedded) { }

    protected StateHost(Backend backend)
    {
        _backend = backend;
        Host = new ForumHost(backend);
    }

    public sealed class OnServers() : StateHost(Backend.Servers);

    public ForumHost Host { get; }

    /// <summary>The id of the open forum.</summary>
    public long Open => _open;

    public async Task InitializeAsync()
    {
        using HttpClient started = Host.CreateClient();
        (long Id, int Level)[] users =
        [
            (Author, 1),
            (2, 2),
            (Admin, 4),
            (5, 0),
            (6, 1),
            (9, 4),
            (OwnModerator, 4),
            (Holder, 4),
            (14, 4),
        ];
        await Host.Get<IForumBulkLoader>()
            .LoadAsync(
                "users",
                async (load, ct) =>
                {
                    await load.AddUsersAsync([.. users.Select(user => User(load.FirstId, user.Id, user.Level))], ct);
                    _open = await load.EnsureForumAsync(Forum("open", "Open", 1), ct);
                    _closed = await load.EnsureForumAsync(Forum("closed", "Closed", 2), ct);
                }
            );
        await Host.ScalarAsync<int>($"UPDATE forums SET minimum_trust_level = 2 WHERE id = {_closed} RETURNING 1");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    private BulkUser User(long firstId, long id, int level) =>
        new()
        {
            Id = firstId + id,
            Username = $"demo{id}",
            DisplayName = $"User {id}",
            TrustLevel = level,
            JoinedAt = Host.Clock.GetUtcNow(),
            Role = DemoRoles.ForUser((int)id),
        };

    private static BulkForum Forum(string slug, string name, int position) =>
        new()
        {
            Slug = slug,
            Name = name,
            Position = position,
        };

    /// <summary>
    /// Makes a topic with a review in a state, for a caller, and says by which words of an address they are named.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> MakeAsync(string state, string caller)
    {
        long forum = state is "closed" ? _closed : _open;
        long author = caller is "own moderator" ? OwnModerator : Author;
        var topic = new NewTopic
        {
            ForumId = forum,
            AuthorId = author,
            Title = "Title",
            Body = "Text",
            CreatedAt = Host.Clock.GetUtcNow(),
            IsHeld = state is "held",
        };
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
        long review = await ReviewAsync(postId, author, state, HolderOf(state, caller));
        // Events on their way to the cache are rows too.
        await ServerProcess.UntilAsync(IsOutboxEmptyAsync, "the outbox");
        return state is "unknown" ? Named(Unknown, Unknown, Unknown, Unknown) : Named(forum, topicId, postId, review);
    }

    /// <summary>All rows of all tables but the audit log, in which a refused step of a moderator stands too.</summary>
    public async Task<string> DumpAsync()
    {
        await using ForumDb db = Host.Get<Func<ForumDb>>()();
        List<string> tables = await db.QueryToListAsync<string>(
            _backend == Backend.Embedded
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
        );
        var dump = new StringBuilder();
        foreach (string table in tables)
        {
            dump.Append(table).Append('\n');
            string sql =
                _backend == Backend.Embedded
                    ? $"SELECT * FROM \"{table}\""
                    : $"SELECT CAST(t AS text) FROM \"{table}\" t ORDER BY 1";
            await using DataReaderAsync rows = await db.ExecuteReaderAsync(sql);
            await DumpAsync(rows, dump);
        }

        return dump.ToString();
    }

    private static async Task DumpAsync(DataReaderAsync rows, StringBuilder dump)
    {
        object[] values = new object[rows.Reader!.FieldCount];
        while (await rows.Reader.ReadAsync())
        {
            rows.Reader.GetValues(values);
            dump.AppendJoin('|', values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value));
            dump.Append('\n');
        }
    }

    private static long? HolderOf(string state, string caller) =>
        state switch
        {
            "escalated" or "claimed" => Holder,
            "mine" or "settled" when caller is "moderator" or "lead" or "admin" => IdOf(caller),
            _ => null,
        };

    private static long IdOf(string caller) =>
        long.Parse(
            Callers.Single(one => one.Name == caller).Credentials!["Demo demo".Length..],
            CultureInfo.InvariantCulture
        );

    private async Task<bool> IsOutboxEmptyAsync()
    {
        await Host.Get<IForumOutbox>().DeliverAsync();
        if (await Host.ScalarAsync<int>("SELECT COUNT(*) FROM forum_outbox") == 0)
        {
            return true;
        }

        // What a busy machine did not deliver at once is tried again after a while.
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        return false;
    }

    private async Task<long> ReviewAsync(long postId, long authorId, string state, long? holder)
    {
        IReviewQueue queue = Host.Get<IReviewQueue>();
        var target = new ReviewTarget(ReviewTargetKind.Post, postId);
        long id = await queue.AddAsync(
            new ReviewRequest
            {
                Target = target,
                Type = ReviewType.FlaggedPost,
                Priority = 3,
                Reasons = [],
                ReportedUserId = authorId,
            }
        );
        if (
            holder is { } moderator
            && state is not "settled"
            && await queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = moderator,
                    Lease = TimeSpan.FromDays(1),
                    ItemId = id,
                }
            )
                is [{ } claim]
            && state is "escalated"
        )
        {
            await queue.DecideAsync(new ReviewActionRequest { Lease = claim.Lease, Action = ReviewAction.Escalate });
        }
        else if (state is "decided" or "settled")
        {
            await queue.DecideAsync(target, new ReviewDecision(true, holder ?? Admin));
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
