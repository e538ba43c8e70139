using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Tests.Queries;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class MachinaTablesTestsOnSqlite : MachinaTablesTests<Sqlite>;

public sealed class MachinaTablesTestsOnPostgreSql : MachinaTablesTests<PostgreSql>;

/// <summary>The repositories over the tables of django-machina.</summary>
public abstract class MachinaTablesTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly PageRequest First = new(1, 100);

    private readonly TestForum<TEngine> _database = new(
        options: o => o.UseTables(ForumTables.Machina()),
        isMigrated: false
    );

    private IForumRepository Forums => _database.Get<IForumRepository>();

    private ITopicRepository Topics => _database.Get<ITopicRepository>();

    private IPostRepository Posts => _database.Get<IPostRepository>();

    private IUserRepository Users => _database.Get<IUserRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await MachinaForum.MakeAsync(_database);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task EveryRead_CostsOneStatement() => await CostOneStatementAsync(_database);

    [Fact]
    public async Task AuditLogAndRevisions_AreNotThere()
    {
        await Should.ThrowAsync<NotSupportedException>(() =>
            _database.Get<IAuditRepository>().ListAsync(new AuditFilter(), First)
        );
        await Should.ThrowAsync<NotSupportedException>(() => _database.Get<IRevisionRepository>().GetAsync(1, 1));
        await Should.ThrowAsync<NotSupportedException>(() =>
            _database.Get<IRevisionRepository>().ExpireAsync(SampleForum.Start)
        );
        await Should.ThrowAsync<NotSupportedException>(() =>
            _database.Get<IForumUnitOfWork>().ExecuteAsync((session, _) => Task.FromResult(session.Audit))
        );
        await Should.ThrowAsync<NotSupportedException>(() =>
            _database.Get<IForumUnitOfWork>().ExecuteAsync((session, _) => Task.FromResult(session.Revisions))
        );
    }

    [Fact]
    public async Task TableOfUsersAndTrustLevels_AreTheSitesOwn()
    {
        var database = new TestForum<TEngine>(
            options: o => o.UseTables(ForumTables.Machina("accounts_user", "trust_level")),
            isMigrated: false
        );
        await database.InitializeAsync();
        await MachinaForum.MakeAsync(database, "accounts_user");

        await CostOneStatementAsync(database);
        (await database.Get<IUserRepository>().FindAccountAsync("ann")).ShouldBe(
            new Account(1, "ann", 4) { Role = AccountRole.Moderator }
        );
        (await database.Get<IUserRepository>().ListByTrustLevelAsync(1, First)).Items.Count.ShouldBe(2);
        (await database.Get<IPostRepository>().FindAsync(1000))!.Post.AuthorTrustLevel.ShouldBe(4);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Forums_HaveCountersLastPostAndRecentActivity()
    {
        IReadOnlyList<ForumSummary> forums = await Forums.GetSummariesAsync(
            new ActivityWindow { PostsSince = SampleForum.At(101), UsersSince = SampleForum.At(200) }
        );

        forums.ShouldBe([
            new ForumSummary(1, null, "Site", "site", "", 0, 0, 0, 0, null),
            new ForumSummary(
                2,
                1,
                "First",
                "first",
                "About",
                TopicCount: 3,
                PostCount: 5,
                RecentPosts: 4,
                ActiveUsers: 2,
                new LastPost(1003, 1, "Topic 1", new Author(null, "Guest"), SampleForum.At(900))
            ),
            new ForumSummary(
                3,
                1,
                "Second",
                "second",
                "",
                TopicCount: 2,
                PostCount: 27,
                RecentPosts: 27,
                ActiveUsers: 2,
                new LastPost(6024, 6, "Topic 6", new Author(2, "bob"), SampleForum.At(600).AddMicroseconds(7))
            ),
        ]);
    }

    [Fact]
    public async Task Topics_HavePinnedFirstThenLatest()
    {
        IReadOnlyList<TopicSummary> topics = (await Topics.ListByForumAsync(2, First)).Items;

        topics.Select(topic => topic.Id).ShouldBe([3, 2, 1], "an announcement stands with the sticky topics");
        topics
            .Select(topic => (topic.IsPinned, topic.IsLocked))
            .ShouldBe([(true, true), (true, false), (false, false)]);
        topics[2]
            .ShouldBe(
                new TopicSummary(
                    1,
                    2,
                    "topic-1",
                    "Topic 1",
                    new Author(1, "ann"),
                    SampleForum.At(100),
                    IsPinned: false,
                    IsLocked: false,
                    ViewCount: 7,
                    PostCount: 3,
                    ReplyCount: 2,
                    SampleForum.At(900),
                    new Author(null, "Guest")
                )
            );
        (await Topics.GetPinnedAsync(2)).Select(topic => topic.Id).ShouldBe([3, 2]);
        (await Topics.ListActiveAsync(First)).Items.Select(topic => topic.Id).ShouldBe([1, 6, 5, 3, 2]);
    }

    [Fact]
    public async Task TopicPage_HasAuthorsGuestsAndEdits()
    {
        IReadOnlyList<PostView> posts = (await Posts.ListByTopicAsync(1, First)).Items;

        posts
            .Select(post => (post.Id, post.Author))
            .ShouldBe([(1000, new Author(1, "ann")), (1001, new Author(2, "bob")), (1003, new Author(null, "Guest"))]);
        posts.Select(post => post.EditedAt).ShouldBe([null, null, SampleForum.At(1000)]);
        posts[1].CreatedAt.ShouldBe(SampleForum.At(101).AddMicroseconds(250));
        (await Posts.ListByTopicAsync(1, First, new Viewer(2, SeesHeld: false))).Items.Count.ShouldBe(4);
        (await Posts.ListByTopicAsync(4, First)).Items.ShouldBeEmpty();
        (await Posts.ListAwaitingApprovalAsync(First)).Items.Select(post => post.Post.Id).ShouldBe([1002, 4000]);
    }

    [Fact]
    public async Task Accounts_AreFoundByExactNameWithDjangosRoles()
    {
        await _database.ExecuteAsync("UPDATE auth_user SET is_staff = TRUE WHERE username = 'bob'");

        (await Users.FindAccountBySubjectAsync("ann"))!.Role.ShouldBe(AccountRole.Admin, "a superuser");
        (await Users.FindAccountBySubjectAsync("Ann")).ShouldBeNull();
        (await Users.FindAccountBySubjectAsync("bob"))!.Role.ShouldBe(AccountRole.Moderator, "staff");
        (await Users.FindAccountBySubjectAsync("cid"))!.Role.ShouldBe(AccountRole.User);
        Account dan = (await Users.FindAccountBySubjectAsync("dan"))!;
        (dan.Role, dan.IsActive).ShouldBe((AccountRole.User, false));
    }

    [Fact]
    public async Task Users_AreFoundByExactNameAndLastLogin()
    {
        (await Users.FindAccountAsync("ann")).ShouldBe(new Account(1, "ann", 0) { Role = AccountRole.Admin });
        (await Users.FindAccountAsync("Ann")).ShouldBeNull("Django's names differ by case");
        (await Users.FindAccountAsync("dan")).ShouldBeNull("the account is not in use");
        (await Users.GetSeenSinceAsync(SampleForum.At(1), 10)).ShouldBe([new Author(2, "bob"), new Author(1, "ann")]);
        (await Users.CountSeenSinceAsync(SampleForum.At(2))).ShouldBe(1);
        (await Users.GetModeratorsAsync()).ShouldHaveSingleItem().User.ShouldBe(new Author(1, "ann"));
        (await Users.FindActivityAsync(1)).ShouldHaveValuesOf(
            new UserActivity
            {
                User = new Author(1, "ann"),
                TrustLevel = 0,
                JoinedAt = SampleForum.At(1),
                TopicCount = 2,
                PostCount = 2,
                LastTopicAt = SampleForum.At(200),
                LastPostAt = SampleForum.At(200),
            }
        );
    }

    [Theory]
    [InlineData("100% zebra", 1001)]
    [InlineData("TOPIC 6", null)]
    public async Task Search_FindsTheTextWhateverItsCase(string text, int? post)
    {
        SearchHit hit = (await Posts.SearchAsync(text, First)).Items.ShouldHaveSingleItem();

        hit.PostId.ShouldBe(post);
        hit.Author.ShouldBe(new Author(2, "bob"));
    }

    [Fact]
    public async Task DailyActivity_IsCountedFromTheRows()
    {
        var day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);

        // 12:00 and 720 minutes make the next day.
        (await Forums.GetDailyActivityAsync(day, day.AddDays(1))).ShouldHaveValuesOf([
            new DailyActivity
            {
                Day = day,
                Topics = 5,
                Posts = 31,
                Users = 3,
            },
            new DailyActivity
            {
                Day = day.AddDays(1),
                Topics = 0,
                Posts = 1,
                Users = 0,
            },
        ]);
        (await Forums.GetSiteStatsAsync()).ShouldHaveValuesOf(
            new SiteStats
            {
                Topics = 5,
                Posts = 32,
                Users = 3,
                LatestMember = new Author(3, "cid"),
            }
        );
    }

    [Fact]
    public async Task Pages_WalkThroughPostsOfOneMoment()
    {
        foreach (
            Func<PageRequest, Task<Page<long>>> list in new Func<PageRequest, Task<Page<long>>>[]
            {
                async page => Ids(await Posts.ListByTopicAsync(6, page), post => post.Id),
                async page => Ids(await Posts.ListByAuthorAsync(2, page), post => post.Post.Id),
                async page => Ids(await Posts.SearchAsync("open", page), hit => hit.PostId!.Value),
            }
        )
        {
            var seen = new List<long>();
            Page<long> page = await list(new PageRequest(1, 7));
            seen.AddRange(page.Items);
            while (page.Next is { } next)
            {
                page = await list(PageRequest.After(next, 7));
                seen.AddRange(page.Items);
            }

            seen.ShouldBe(seen.Distinct());
            seen.Count(id => id >= 6000).ShouldBe(MachinaForum.PostsAtOnce);
        }
    }

    private static Page<long> Ids<T>(Page<T> page, Func<T, long> id) => new([.. page.Items.Select(id)], page.Next);

    private static async Task CostOneStatementAsync(ITestForum database)
    {
        await database.Get<ForumSchema>().CheckAsync();
        string[] names = [.. EveryRead.OfForeignTables];
        names.Length.ShouldBeGreaterThan(40);
        foreach (string name in names)
        {
            using QueryScope scope = QueryScope.Begin(name);
            await EveryRead.All[name](database);
            scope.StatementCount.ShouldBe(1, name);
        }
    }
}
