using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class RestrictedForumTestsOnSqlite : RestrictedForumTests<Sqlite>;

public sealed class RestrictedForumTestsOnPostgreSql : RestrictedForumTests<PostgreSql>;

public abstract class RestrictedForumTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private static readonly Viewer Ann = new(1, SeesHeld: false);
    private static readonly Viewer Bob = new(2, SeesHeld: false);
    private static readonly Viewer Moderator = new(1, SeesHeld: true);

    private IForumRepository Forums => _database.Get<IForumRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader, emptyForums: 1);
        await _database.ExecuteAsync("UPDATE forums SET minimum_trust_level = 2 WHERE slug = 'first'");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Forum_IsSeenFromItsTrustLevelOnAndByModerators()
    {
        (await Forums.FindAsync(2)).ShouldBeNull();
        (await Forums.FindAsync(2, Ann)).ShouldBeNull();
        (await Forums.FindAsync(2, Bob)).ShouldBe(new ForumView(2, 1, "First", "first", "About", 2));
        (await Forums.FindBySlugAsync("first", Moderator))!.Id.ShouldBe(2);
        (await Forums.FindBySlugAsync("first")).ShouldBeNull();
        (await Forums.FindBySlugAsync("none", Moderator)).ShouldBeNull();
        (await Forums.SearchAsync("About")).ShouldBeEmpty();
        (await Forums.SearchAsync("about", 1, Bob)).ShouldHaveSingleItem().Id.ShouldBe(2);
        (await Forums.GetChildrenAsync(1)).Select(forum => forum.Slug).ShouldBe(["second"]);
        (await Forums.GetChildrenAsync(1, Bob)).Select(forum => forum.Slug).ShouldBe(["first", "second"]);
        (await Forums.GetRootsAsync()).Select(forum => forum.Slug).ShouldBe(["site"]);
    }

    [Fact]
    public async Task Tree_LeavesOutWhatIsWithinAClosedForum()
    {
        (await Forums.GetTreeAsync()).Select(forum => forum.Slug).ShouldBe(["site", "second"]);
        (await Forums.GetTreeAsync(Bob)).Select(forum => forum.Slug).ShouldBe(["site", "first", "empty-0", "second"]);
        (await Forums.GetSummariesAsync(SampleForum.Always)).Select(forum => forum.Slug).ShouldBe(["site", "second"]);
        (await Forums.GetSummariesAsync(SampleForum.Always, Moderator))
            .Select(forum => forum.Slug)
            .ShouldBe(["site", "first", "empty-0", "second"]);
        (await Forums.GetWithChildrenAsync(2, SampleForum.Always)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_IsSeenByNobodyElse()
    {
        var topics = _database.Get<ITopicRepository>();
        var posts = _database.Get<IPostRepository>();

        (await topics.FindAsync(1)).ShouldBeNull();
        (await topics.FindAsync(1, Ann)).ShouldBeNull();
        (await topics.FindAsync(1, Bob))!.PostCount.ShouldBe(4);
        (await topics.ListRecentAsync(PageRequest.First)).Items.ShouldBeEmpty();
        (await topics.SearchAsync("topic", PageRequest.First)).Items.ShouldBeEmpty();
        (await posts.SearchAsync("reply", PageRequest.First)).Items.ShouldBeEmpty();
        (await posts.GetByIdsAsync([1001])).ShouldBeEmpty();
        (await posts.FindAsync(1001, Ann)).ShouldBeNull();
        (await posts.FindAsync(1001, Bob)).ShouldNotBeNull();
        (await posts.ListByTopicAsync(1, PageRequest.First)).Items.ShouldBeEmpty();
        (await posts.ListByTopicAsync(1, PageRequest.First, Bob)).Items.Count.ShouldBe(4);
        (await _database.Get<IUserRepository>().FindActivityAsync(2))!.PostCount.ShouldBe(0);
    }

    [Fact]
    public async Task Figures_AreThereForWhoSeesTheForum()
    {
        ForumSummary forum = (await Forums.GetSummariesAsync(SampleForum.Always, Bob))[1];

        (forum.PostCount, forum.RecentPosts, forum.ActiveUsers).ShouldBe((12, 12, 2));
        var window = new ActivityWindow { PostsSince = SampleForum.At(300), UsersSince = SampleForum.At(300) };
        forum = (await Forums.GetSummariesAsync(window, Moderator))[1];
        (forum.RecentPosts, forum.ActiveUsers).ShouldBe((4, 2));
    }

    [Fact]
    public async Task TextWithANul_FindsNothing()
    {
        (await Forums.SearchAsync("\0Sec")).ShouldBeEmpty();
        (await Forums.FindBySlugAsync("first\0")).ShouldBeNull();
    }

    [Fact]
    public async Task InactiveUser_SeesWhatEverybodySees()
    {
        await _database.ExecuteAsync("UPDATE users SET is_active = FALSE WHERE id = 2");

        (await Forums.FindAsync(2, Bob)).ShouldBeNull();
        (await _database.Get<ITopicRepository>().FindAsync(1, Bob)).ShouldBeNull();
    }

    [Theory]
    [InlineData("", 20)]
    [InlineData("a", 0)]
    [InlineData("a", 1001)]
    public async Task SearchOutOfBounds_IsRefused(string text, int limit) =>
        await Should.ThrowAsync<ArgumentException>(() => Forums.SearchAsync(text, limit));
}
