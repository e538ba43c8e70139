using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Plans;

/// <summary>The reads that a busy forum lives on, with the indexes that serve them and what they may cost.</summary>
internal static class HotQueries
{
    private static readonly PageRequest First = new(1);
    private static readonly Viewer Own = new(7, SeesHeld: false);
    private static readonly DateTimeOffset Lately = LargeForum.At(LargeForum.Posts - 60);
    private static readonly ActivityWindow Window = new()
    {
        PostsSince = Lately,
        UsersSince = LargeForum.At(LargeForum.Posts - 6),
    };
    private static readonly DateOnly Today = DateOnly.FromDateTime(LargeForum.At(LargeForum.Posts).UtcDateTime);
    private static readonly DateTimeOffset Online = LargeForum.At(19_850);
    private static readonly long[] Ids = [.. Enumerable.Range(1, 50).Select(n => n * 7L)];

    public static IReadOnlyList<HotQuery> All { get; } = [.. Forums, .. Topics, .. Posts, .. Activities, .. Users];

    private static IEnumerable<HotQuery> Forums =>
        [
            new("forum list", "forum_daily_pkey posts_created", 400, d => Of(d).GetSummariesAsync(Window)),
            new(
                "forum list of a user",
                "forum_daily_pkey posts_created",
                400,
                d => Of(d).GetSummariesAsync(Window, Own)
            ),
            new("family", "forums_parent posts_created", 400, d => Of(d).GetWithChildrenAsync(2, Window)),
            new("topics of a forum, counted", "forums_pkey forum_stats_pkey", 10, d => Of(d).CountTopicsAsync(7)),
            new("totals", "users_joined", 40, d => Of(d).GetSiteStatsAsync()),
            new("a week's days", "users_joined", 20, d => Of(d).GetDailyActivityAsync(Today.AddDays(-7), Today)),
        ];

    private static IEnumerable<HotQuery> Topics =>
        [
            new("forum page", "topics_page", 300, d => OfTopics(d).ListByForumAsync(7, First)),
            new("forum page of a user", "topics_page", 300, d => OfTopics(d).ListByForumAsync(7, First, Own)),
            new("next forum page", "topics_page", 300, d => NextAsync(p => OfTopics(d).ListByForumAsync(7, p))),
            new("pinned topics", "topics_page", 150, d => OfTopics(d).GetPinnedAsync(7)),
            new("recent topics", "topics_created", 300, d => OfTopics(d).ListRecentAsync(First)),
            new("next recent topics", "topics_created", 300, d => NextAsync(p => OfTopics(d).ListRecentAsync(p))),
            new("active topics", "topics_active", 300, d => OfTopics(d).ListActiveAsync(First)),
            new("next active topics", "topics_active", 300, d => NextAsync(p => OfTopics(d).ListActiveAsync(p))),
            new("topics of an author", "topics_author", 300, d => OfTopics(d).ListByAuthorAsync(7, First)),
            new("topic", "topics_pkey", 20, d => OfTopics(d).FindAsync(7)),
            new("topic by slug", "topics_slug", 20, d => OfTopics(d).FindBySlugAsync("topic-7")),
            new("topics by ids", "topics_pkey posts_pkey", 900, d => OfTopics(d).GetByIdsAsync(Ids)),
            new("titles", "topics_search", 100, d => OfTopics(d).SearchAsync("777", First)) { CostsItsHits = true },
        ];

    private static IEnumerable<HotQuery> Posts =>
        [
            new("topic page", "posts_topic", 60, d => OfPosts(d).ListByTopicAsync(77, First)),
            new("topic page of a user", "posts_topic", 60, d => OfPosts(d).ListByTopicAsync(77, First, Own)),
            new("next topic page", "posts_topic", 40, d => NextAsync(p => OfPosts(d).ListByTopicAsync(77, p), 4)),
            new("ends of a topic", "posts_topic posts_pkey", 40, d => OfPosts(d).FindFirstAndLastAsync(77)),
            new("post", "posts_pkey topics_pkey", 20, d => OfPosts(d).FindAsync(777)),
            new("posts by ids", "posts_pkey topics_pkey", 700, d => OfPosts(d).GetByIdsAsync(Ids)),
            new("recent posts", "posts_created", 250, d => OfPosts(d).ListRecentAsync(First)),
            new("next recent posts", "posts_created", 250, d => NextAsync(p => OfPosts(d).ListRecentAsync(p))),
            new("posts of an author", "posts_author", 250, d => OfPosts(d).ListByAuthorAsync(7, First)),
            new(
                "next posts of an author",
                "posts_author",
                150,
                d => NextAsync(p => OfPosts(d).ListByAuthorAsync(7, p), 4)
            ),
            new("waiting posts", "posts_waiting", 250, d => OfPosts(d).ListAwaitingApprovalAsync(First)),
            new(
                "next waiting posts",
                "posts_waiting",
                100,
                d => NextAsync(p => OfPosts(d).ListAwaitingApprovalAsync(p), 4)
            ),
        ];

    private static IEnumerable<HotQuery> Activities =>
        [
            new(
                "duplicate candidates",
                "posts_author posts_topic",
                60,
                d =>
                    OfPosts(d)
                        .GetRecentBodiesAsync(
                            new RecentPosts
                            {
                                AuthorId = 7,
                                TopicId = LargeForum.Posts / 10,
                                Since = Lately,
                            },
                            100
                        )
            ),
            new("an author's posts lately", "posts_author", 10, d => OfPosts(d).CountByAuthorAsync(7, Lately)),
            new("posts per forum lately", "posts_created", 300, d => OfPosts(d).CountByForumAsync(Lately)),
            new(
                "busiest topics lately",
                "posts_created topics_pkey",
                300,
                d => OfPosts(d).CountByTopicAsync(Lately, 10)
            ),
            new("an author's forums lately", "posts_author", 20, d => OfPosts(d).CountByForumAsync(Lately, 7)),
            new("places", "posts_pkey topics_pkey", 60, d => OfPosts(d).GetLocationsAsync([1, 2, 3], [4, 5])),
            new("search", "posts_search topics_search", 400, d => OfPosts(d).SearchAsync("777", First))
            {
                CostsItsHits = true,
            },
            new("next search", "posts_search", 1500, d => NextAsync(p => OfPosts(d).SearchAsync("common", p)))
            {
                CostsItsHits = true,
            },
        ];

    private static IEnumerable<HotQuery> Users =>
        [
            new("user", "users_pkey", 6, d => OfUsers(d).FindAsync(7)),
            new("user by e-mail", "users_email", 6, d => OfUsers(d).FindByEmailAsync("USER1907@example.org")),
            new("account", "users_username", 6, d => OfUsers(d).FindAccountAsync("USER7")),
            new("account by subject", "users_subject", 6, d => OfUsers(d).FindAccountBySubjectAsync("user7")),
            new("users by ids", "users_pkey", 150, d => OfUsers(d).GetByIdsAsync(Ids)),
            new("an activity", "topics_author posts_author", 200, d => OfUsers(d).FindActivityAsync(7))
            {
                CostsItsHits = true,
            },
            new("post counts", "posts_author", 250, d => OfUsers(d).GetPostCountsAsync([1, 2, 3]))
            {
                CostsItsHits = true,
            },
            new("users online", "users_seen", 10, d => OfUsers(d).GetSeenSinceAsync(Online, 100)),
            new("number of users online", "users_seen", 10, d => OfUsers(d).CountSeenSinceAsync(Online)),
            new("writers lately", "posts_created", 300, d => OfUsers(d).GetActiveSinceAsync(Lately, 10))
            {
                CostsItsHits = true,
            },
            new("latest user", "users_joined", 10, d => OfUsers(d).FindLatestAsync()),
            new("moderators", "users_moderators", 10, d => OfUsers(d).GetModeratorsAsync()),
            new("users of a level", "users_trust", 30, d => OfUsers(d).ListByTrustLevelAsync(3, First)),
        ];

    private static IForumRepository Of(ITestForum database) => database.Get<IForumRepository>();

    private static ITopicRepository OfTopics(ITestForum database) => database.Get<ITopicRepository>();

    private static IPostRepository OfPosts(ITestForum database) => database.Get<IPostRepository>();

    private static IUserRepository OfUsers(ITestForum database) => database.Get<IUserRepository>();

    private static async Task NextAsync<T>(Func<PageRequest, Task<Page<T>>> list, int size = 20)
    {
        Page<T> first = await list(new PageRequest(1, size));
        first.Next.ShouldNotBeNull();
        await list(PageRequest.After(first.Next, size));
    }
}
