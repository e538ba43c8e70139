using System.Globalization;
using LearningStudio.HostApi.Commands.Import;
using LearningStudio.HostApi.Demo;
using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Seed;

// Rule: posts are made in the order of time, evenly over a year, and topics open at even distances among them. A reply goes
//   to an open topic by Zipf's law (s = 1): the first topic gets twice the replies of the second. Nothing but the current
//   batch is kept: when a topic opens follows from its number.
/// <summary>A generated forum for load tests: for one size the same rows every time; only the times follow the moment.</summary>
/// <param name="size">How large it is.</param>
/// <param name="now">When its last post was written.</param>
/// <param name="progress">Receives how many posts have been made.</param>
internal sealed class SeededForum(SeedSize size, DateTimeOffset now, Action<int> progress)
{
    private const int Seed = 20260102;
    private const int ForumsInCategory = 20;
    private const int MaxTrustLevel = 4;
    private static readonly TimeSpan Age = TimeSpan.FromDays(365);
    private readonly Random _random = new(Seed);
    private readonly SeedTexts _texts = new(Seed);

    public async Task LoadAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        await Enumerable
            .Range(1, size.Users)
            .Select(id => User(load.FirstId, id))
            .AddInBatchesAsync(load.AddUsersAsync, cancellationToken);
        List<long> forums = await AddForumsAsync(load, cancellationToken);
        var topics = new List<BulkTopic>();
        var posts = new List<BulkPost>(Batches.Size);
        int open = 0;
        for (int made = 0; made < size.Posts; made++)
        {
            if (IsOpening(made))
            {
                topics.Add(Topic(load.FirstId, ++open, forums[open % forums.Count], TimeOf(made)));
                posts.Add(Post(load.FirstId, made, open, topics[^1].AuthorId));
            }
            else
            {
                posts.Add(Post(load.FirstId, made, Popular(open), null));
            }

            if (posts.Count == Batches.Size || made == size.Posts - 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await load.AddTopicsAsync(topics, cancellationToken);
                await load.AddPostsAsync(posts, cancellationToken);
                topics.Clear();
                posts.Clear();
                progress(made + 1);
            }
        }
    }

    // The first post opens the first topic, and every topic is open before the last post.
    private bool IsOpening(int post) => OpenedBefore(post + 1L) > OpenedBefore(post);

    private long OpenedBefore(long posts) => ((posts * size.Topics) + size.Posts - 1) / size.Posts;

    // The inverse of Zipf's distribution, taken as a continuous one.
    private int Popular(int open) => Math.Min(open, (int)Math.Pow(open + 1, _random.NextDouble()));

    private DateTimeOffset TimeOf(int post) => now - (Age * (1 - ((post + 1.0) / size.Posts)));

    private BulkUser User(long firstId, int id)
    {
        DateTimeOffset joined = now - (Age * (1 + _random.NextDouble()));
        return new BulkUser
        {
            Id = firstId + id,
            Username = string.Create(CultureInfo.InvariantCulture, $"demo{id}"),
            DisplayName = _texts.Name(),
            TrustLevel = id % (MaxTrustLevel + 1),
            JoinedAt = joined,
            LastSeenAt = now - (Age * Math.Pow(_random.NextDouble(), 4)),
            Role = DemoRoles.ForUser(id),
        };
    }

    private async Task<List<long>> AddForumsAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        var forums = new List<long>(size.Forums);
        long? category = null;
        for (int f = 0; f < size.Forums; f++)
        {
            if (f % ForumsInCategory == 0)
            {
                category = await load.EnsureForumAsync(
                    Forum(null, "category", f / ForumsInCategory),
                    cancellationToken
                );
            }

            forums.Add(await load.EnsureForumAsync(Forum(category, "forum", f), cancellationToken));
        }

        return forums;
    }

    private static BulkForum Forum(long? parent, string kind, int number) =>
        new()
        {
            ParentId = parent,
            Slug = string.Create(CultureInfo.InvariantCulture, $"seed-{kind}-{number + 1}"),
            Name = string.Create(CultureInfo.InvariantCulture, $"Seeded {kind} {number + 1}"),
            Position = number,
        };

    private BulkTopic Topic(long firstId, int id, long forum, DateTimeOffset openedAt) =>
        new()
        {
            Id = firstId + id,
            ForumId = forum,
            AuthorId = Author(firstId),
            Title = _texts.Title(),
            CreatedAt = openedAt,
            ViewCount = _random.Next(5000),
        };

    private BulkPost Post(long firstId, int made, int topic, long? opener) =>
        new()
        {
            Id = firstId + made + 1,
            TopicId = firstId + topic,
            AuthorId = opener ?? Author(firstId),
            Body = _texts.Body(),
            CreatedAt = TimeOf(made),
            UpVotes = _random.Next(20),
        };

    private long Author(long firstId) => firstId + _random.Next(1, size.Users + 1);
}
