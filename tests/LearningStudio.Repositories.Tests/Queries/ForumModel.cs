using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>The rows of a forum in memory, who sees them, and how they are shown.</summary>
internal sealed class ForumModel
{
    public IReadOnlyList<UserRow> Users { get; private init; } = [];

    public IReadOnlyList<ForumRow> Forums { get; private init; } = [];

    public IReadOnlyList<ForumStatsRow> Stats { get; private init; } = [];

    public IReadOnlyList<TopicRow> Topics { get; private init; } = [];

    private Dictionary<long, TopicRow> TopicsById => field ??= Topics.ToDictionary(topic => topic.Id);

    public IReadOnlyList<PostRow> Posts { get; private init; } = [];

    /// <summary>Nobody, users of each kind of visibility, one who is not there, and a moderator.</summary>
    public static IReadOnlyList<Viewer?> Viewers { get; } =
    [
        null,
        new Viewer(5, SeesHeld: false),
        new Viewer(1, SeesHeld: false),
        new Viewer(2, SeesHeld: false),
        new Viewer(3, SeesHeld: false),
        new Viewer(4, SeesHeld: false),
        // Not in use.
        new Viewer(14, SeesHeld: false),
        new Viewer(7, SeesHeld: false),
        new Viewer(99, SeesHeld: false),
        new Viewer(5, SeesHeld: true),
        new Viewer(null, SeesHeld: true),
    ];

    public IEnumerable<UserRow> ActiveUsers => Users.Where(user => user.IsActive);

    /// <summary>What counters count: what everybody would see if every forum were open.</summary>
    public IEnumerable<PostRow> CountedPosts =>
        Posts.Where(p => IsPublic(p) && TopicOf(p) is { IsApproved: true, DeletedAt: null });

    public static async Task<ForumModel> ReadAsync(ITestForum database)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        return new ForumModel
        {
            Users = await db.GetTable<UserRow>().ToListAsync(),
            Forums = await db.GetTable<ForumRow>().ToListAsync(),
            Stats = await db.GetTable<ForumStatsRow>().ToListAsync(),
            Topics = await db.GetTable<TopicRow>().ToListAsync(),
            Posts = await db.GetTable<PostRow>().ToListAsync(),
        };
    }

    public bool Sees(Viewer? viewer, ForumRow forum) =>
        viewer is { SeesHeld: true }
        || forum.MinTrustLevel == 0
        || ActiveUsers.Any(u => u.Id == viewer?.UserId && u.TrustLevel >= forum.MinTrustLevel);

    public bool Sees(Viewer? viewer, TopicRow topic) =>
        topic.DeletedAt is null
        && (topic.IsApproved || IsHeldFor(viewer, topic.AuthorId))
        && Sees(viewer, Forums.Single(forum => forum.Id == topic.ForumId));

    public bool Sees(Viewer? viewer, PostRow post) =>
        post.DeletedAt is null && (post.IsApproved || IsHeldFor(viewer, post.AuthorId)) && Sees(viewer, TopicOf(post));

    public IEnumerable<TopicRow> TopicsFor(Viewer? viewer = null) => Topics.Where(topic => Sees(viewer, topic));

    public IEnumerable<PostRow> PostsFor(Viewer? viewer = null) => Posts.Where(post => Sees(viewer, post));

    public TopicRow TopicOf(PostRow post) => TopicsById[post.TopicId];

    public Author AuthorOf(long? id, string? guest) => new(id, UserOf(id)?.DisplayName ?? guest ?? "anonymous");

    public UserRow? UserOf(long? id) => Users.SingleOrDefault(user => user.Id == id);

    public TopicSummary Summary(TopicRow topic)
    {
        PostRow? last = Posts.SingleOrDefault(post => post.Id == topic.LastPostId);
        return new TopicSummary(
            topic.Id,
            topic.ForumId,
            topic.Slug,
            topic.Title,
            AuthorOf(topic.AuthorId, topic.AuthorName),
            topic.CreatedAt,
            topic.IsPinned,
            topic.IsLocked,
            topic.ViewCount,
            topic.PostCount,
            topic.ReplyCount,
            topic.LastPostAt,
            last is null ? null : AuthorOf(last.AuthorId, last.AuthorName)
        );
    }

    public TopicDetail Detail(TopicRow topic, Viewer? viewer) =>
        new(
            topic.Id,
            topic.ForumId,
            Forums.Single(forum => forum.Id == topic.ForumId).Name,
            topic.Slug,
            topic.Title,
            AuthorOf(topic.AuthorId, topic.AuthorName),
            topic.CreatedAt,
            topic.IsPinned,
            topic.IsLocked,
            topic.ViewCount,
            topic.PostCount + PostsFor(viewer).Count(post => post.TopicId == topic.Id && !post.IsApproved),
            topic.ReplyCount
        );

    public PostView View(PostRow post) =>
        new(
            post.Id,
            post.ReplyToId,
            AuthorOf(post.AuthorId, post.AuthorName),
            UserOf(post.AuthorId)?.TrustLevel,
            post.Body,
            post.CreatedAt,
            post.EditedAt,
            post.UpVotes - post.DownVotes,
            post.IsApproved
        );

    public PostInTopic Placed(PostRow post) =>
        new()
        {
            Post = View(post),
            TopicId = post.TopicId,
            TopicTitle = TopicOf(post).Title,
            ForumId = TopicOf(post).ForumId,
        };

    public static ForumView View(ForumRow forum) =>
        new(forum.Id, forum.ParentId, forum.Name, forum.Slug, forum.Description, forum.MinTrustLevel);

    public static Account Account(UserRow user) =>
        new(user.Id, user.Username, user.TrustLevel)
        {
            Subject = user.Subject,
            Role = user.Role,
            IsActive = user.IsActive,
        };

    public static UserProfile Profile(UserRow user) =>
        new(
            new Author(user.Id, user.DisplayName),
            user.Username,
            user.TrustLevel,
            user.IsActive,
            user.IsModerator,
            user.JoinedAt,
            user.LastSeenAt
        );

    public ForumSummary Summary(ForumRow forum, ActivityWindow window)
    {
        ForumStatsRow? stats = Stats.SingleOrDefault(row => row.ForumId == forum.Id);
        PostRow[] posts = [.. CountedPosts.Where(post => post.ForumId == forum.Id)];
        return new ForumSummary(
            forum.Id,
            forum.ParentId,
            forum.Name,
            forum.Slug,
            forum.Description,
            stats?.TopicCount ?? 0,
            stats?.PostCount ?? 0,
            posts.Count(post => post.CreatedAt >= window.PostsSince),
            posts
                .Where(post => post.CreatedAt >= window.UsersSince && post.AuthorId is not null)
                .DistinctBy(post => post.AuthorId)
                .Count(),
            stats?.LastPostId is null ? null : Last(stats)
        );
    }

    /// <summary>Children after their parents, siblings by position and id; those whose parents are not there are left out.</summary>
    public static IEnumerable<ForumRow> Tree(IReadOnlyCollection<ForumRow> forums, long? parent = null) =>
        InOrder(forums.Where(forum => forum.ParentId == parent))
            .SelectMany(forum => Tree(forums, forum.Id).Prepend(forum));

    public static IEnumerable<ForumRow> InOrder(IEnumerable<ForumRow> forums) =>
        forums.OrderBy(forum => forum.Position).ThenBy(forum => forum.Id);

    private static LastPost Last(ForumStatsRow stats) =>
        new(
            stats.LastPostId!.Value,
            stats.LastTopicId!.Value,
            stats.LastTopicTitle!,
            new Author(stats.LastAuthorId, stats.LastAuthorName ?? "anonymous"),
            stats.LastPostAt!.Value
        );

    private static bool IsPublic(PostRow post) => post is { IsApproved: true, DeletedAt: null };

    private static bool IsHeldFor(Viewer? viewer, long? author) =>
        viewer is { SeesHeld: true } || (author is not null && author == viewer?.UserId);
}
