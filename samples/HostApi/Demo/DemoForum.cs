using System.Globalization;
using Bogus;
using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Demo;

/// <summary>
/// A generated forum: the same users, titles and texts every time; only the times follow the moment of generation, so
/// that something was posted this week and somebody is online.
/// </summary>
internal sealed class DemoForum(DateTimeOffset now)
{
    /// <summary>The name under which it is loaded; no imported site may have it.</summary>
    public const string Source = "(generated)";

    public const int Users = 500;
    public const int Categories = 5;
    public const int Forums = 50;
    public const int Topics = 1000;
    public const int Posts = 10_000;
    private const int Seed = 20260101;
    private const int Online = 25;
    private static readonly TimeSpan Age = TimeSpan.FromDays(365);
    private readonly Faker _faker = new() { Random = new Randomizer(Seed) };

    public async Task LoadAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        await load.AddUsersAsync(
            [.. Enumerable.Range(1, Users).Select(id => User(load.FirstId, id))],
            cancellationToken
        );
        List<long> forums = await AddForumsAsync(load, cancellationToken);
        var topics = new List<BulkTopic>(Topics);
        var posts = new List<BulkPost>(Posts);
        for (int i = 1; i <= Topics; i++)
        {
            BulkTopic topic = Topic(load.FirstId, i, _faker.PickRandom(forums));
            topics.Add(topic);
            AddPosts(load.FirstId, posts, topic, isLast: i == Topics);
        }

        await load.AddTopicsAsync(topics, cancellationToken);
        await load.AddPostsAsync(posts, cancellationToken);
    }

    private BulkUser User(long firstId, int id)
    {
        string name = _faker.Name.FullName();
        DateTimeOffset joined = now - (Age * _faker.Random.Double());
        TimeSpan unseen =
            id <= Online ? TimeSpan.FromMinutes(14 * _faker.Random.Double()) : Age * _faker.Random.Double();
        return new BulkUser
        {
            Id = firstId + id,
            Username = string.Create(CultureInfo.InvariantCulture, $"demo{id}"),
            DisplayName = name,
            TrustLevel = id % 5,
            JoinedAt = Whole(joined),
            LastSeenAt = Whole(now - (unseen < now - joined ? unseen : now - joined)),
            Role = DemoRoles.ForUser(id),
        };
    }

    private async Task<List<long>> AddForumsAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        var forums = new List<long>(Forums - Categories);
        for (int c = 1; c <= Categories; c++)
        {
            long category = await load.EnsureForumAsync(Forum(null, $"demo-{c}", c), cancellationToken);
            for (int f = 1; f < Forums / Categories; f++)
            {
                forums.Add(await load.EnsureForumAsync(Forum(category, $"demo-{c}-{f}", f), cancellationToken));
            }
        }

        return forums;
    }

    private BulkForum Forum(long? parent, string slug, int position) =>
        new()
        {
            ParentId = parent,
            Slug = slug,
            Name = Title(_faker.Commerce.Department(max: 2)),
            Description = _faker.Company.CatchPhrase(),
            Position = position,
        };

    private BulkTopic Topic(long firstId, int id, long forum) =>
        new()
        {
            Id = firstId + id,
            ForumId = forum,
            AuthorId = firstId + _faker.Random.Int(1, Users),
            Title = Title(_faker.Hacker.Phrase().TrimEnd('!', '.')),
            CreatedAt = Whole(now - (Age * Math.Pow(_faker.Random.Double(), 2))),
            ViewCount = _faker.Random.Int(0, 5000),
            IsLocked = id % 50 == 0,
            IsPinned = id % 40 == 0,
        };

    // Ten posts a topic on average; the last topic takes what is missing.
    private void AddPosts(long firstId, List<BulkPost> posts, BulkTopic topic, bool isLast)
    {
        int left = Posts - posts.Count - (Topics - (int)(topic.Id - firstId));
        int count = isLast ? left : Math.Min(left, _faker.Random.Int(1, 19));
        TimeSpan step = (now - topic.CreatedAt) / (count + 1);
        for (int p = 0; p < count; p++)
        {
            posts.Add(
                new BulkPost
                {
                    Id = firstId + posts.Count + 1,
                    TopicId = topic.Id,
                    AuthorId = p == 0 ? topic.AuthorId : firstId + _faker.Random.Int(1, Users),
                    Body = _faker.Lorem.Paragraph(),
                    CreatedAt = Whole(topic.CreatedAt + (step * p)),
                    UpVotes = _faker.Random.Int(0, 20),
                }
            );
        }
    }

    // Whole milliseconds, which every database keeps.
    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));

    private static string Title(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
