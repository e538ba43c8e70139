using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>The rows of <see cref="RandomForum{TEngine}"/>.</summary>
internal static class RandomRows
{
    public const int Users = 15;
    public const int Forums = 8;
    public const int Topics = 60;
    private const int Posts = 500;
    private const int Seed = 20260102;

    public static readonly DateTimeOffset Midnight = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>On both sides of two midnights, and within days.</summary>
    public static readonly IReadOnlyList<DateTimeOffset> Moments =
    [
        Midnight.AddMilliseconds(-1),
        Midnight,
        Midnight.AddMilliseconds(1),
        Midnight.AddHours(12),
        Midnight.AddDays(1).AddMilliseconds(-1),
        Midnight.AddDays(1),
        Midnight.AddDays(1).AddMilliseconds(1),
        Midnight.AddDays(3),
    ];

    private static readonly string[] Words = ["alpha", "beta", "alphabet", "gamma", "100%", "a_b", @"c\d", "axb"];

    public static async Task InsertAsync(ITestForum database)
    {
        var random = new Random(Seed);
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        List<TopicRow> topics = [.. Enumerable.Range(1, Topics).Select(id => Topic(id, random))];
        await InsertAsync(db, Enumerable.Range(1, Users).Select(id => User(id, random)));
        await InsertAsync(db, AllForums());
        await InsertAsync(db, topics);
        await InsertAsync(db, AllPosts(topics, random));
    }

    private static Task InsertAsync<TRow>(ForumDb db, IEnumerable<TRow> rows)
        where TRow : class =>
        db.GetTable<TRow>()
            .BulkCopyAsync(new BulkCopyOptions { KeepIdentity = true, BulkCopyType = BulkCopyType.MultipleRows }, rows);

    private static UserRow User(int id, Random random) =>
        new()
        {
            Id = id,
            Username = id % 4 == 0 ? $"u_{id}" : $"user{id}",
            Subject = id % 2 == 0 ? $"sso|{id}" : $"SSO|{id / 2}",
            Role = (AccountRole)(id % 4),
            DisplayName = id % 5 == 0 ? $"100% {id}" : $"Name {Users - id}",
            // Two users an address, in different letters.
            Email =
                id > 12 ? null
                : id % 2 == 0 ? $"box{id / 2}@example.org"
                : $"BOX{id / 2}@Example.org",
            TrustLevel = id % 5,
            IsActive = id % 7 != 0,
            IsModerator = id % 3 == 1,
            JoinedAt = Moment(random),
            LastSeenAt = id % 5 == 1 ? null : Moment(random),
        };

    // Position against the order of ids and names, and of one before the forum around it; closed ones at the top, within
    // an open one, and around one.
    private static IEnumerable<ForumRow> AllForums() =>
        [
            Forum(1, null, 1, 0, "echo", "about alpha"),
            Forum(2, 1, 2, 0, "hotel", "100%"),
            Forum(3, 1, 1, 2, "delta", "alpha"),
            Forum(4, 3, 0, 0, "golf", "a_b alpha"),
            Forum(5, null, 1, 0, "bravo", "ALPHA"),
            Forum(6, 5, 0, 4, "alpha", ""),
            Forum(7, 1, 0, 0, "hotel", "100% axb"),
            Forum(8, null, 0, 1, "foxtrot", @"c\d"),
        ];

    private static ForumRow Forum(int id, long? parent, int position, int level, string name, string description) =>
        new()
        {
            Id = id,
            ParentId = parent,
            Name = name,
            Slug = $"forum-{id}",
            Description = description,
            Position = position,
            MinTrustLevel = level,
        };

    private static TopicRow Topic(int id, Random random) =>
        new()
        {
            Id = id,
            ForumId = random.Next(2, Forums + 1),
            AuthorId = Author(random),
            AuthorName = random.Next(2) == 0 ? null : $"Guest {id}",
            Title = Text(random),
            Slug = $"slug-{id}",
            CreatedAt = Moment(random),
            IsPinned = random.Next(3) == 0,
            IsLocked = random.Next(3) == 0,
            IsApproved = random.Next(5) != 0,
            DeletedAt = random.Next(6) == 0 ? Moment(random) : null,
            ViewCount = random.Next(1000),
            LastPostAt = Midnight,
        };

    private static List<PostRow> AllPosts(List<TopicRow> topics, Random random)
    {
        var posts = new List<PostRow>();
        for (int id = 1; id <= Posts; id++)
        {
            // The last topic has no post.
            TopicRow topic = topics[random.Next(topics.Count - 1)];
            PostRow? parent = random.Next(3) == 0 ? posts.LastOrDefault(post => post.TopicId == topic.Id) : null;
            posts.Add(Post(id, topic, parent?.Id, random));
        }

        return posts;
    }

    private static PostRow Post(int id, TopicRow topic, long? parent, Random random) =>
        new()
        {
            Id = id,
            TopicId = topic.Id,
            ForumId = topic.ForumId,
            AuthorId = Author(random),
            AuthorName = random.Next(2) == 0 ? null : $"Guest {id}",
            ReplyToId = parent,
            Body = random.Next(10) == 0 ? $"{Text(random)} {new string('x', 300)}" : Text(random),
            CreatedAt = Moment(random),
            EditedAt = random.Next(4) == 0 ? Moment(random) : null,
            UpVotes = random.Next(9),
            DownVotes = random.Next(9),
            IsApproved = random.Next(6) != 0,
            DeletedAt = random.Next(7) == 0 ? Moment(random) : null,
        };

    // The last two users wrote nothing.
    private static long? Author(Random random) => random.Next(4) == 0 ? null : random.Next(1, Users - 1);

    private static DateTimeOffset Moment(Random random) => Moments[random.Next(Moments.Count)];

    private static string Text(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Words[random.Next(Words.Length)]));
}
