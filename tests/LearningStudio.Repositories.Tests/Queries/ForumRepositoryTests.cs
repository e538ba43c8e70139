using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class ForumRepositoryTestsOnSqlite : ForumRepositoryTests<Sqlite>;

public sealed class ForumRepositoryTestsOnPostgreSql : ForumRepositoryTests<PostgreSql>;

public abstract class ForumRepositoryTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IForumRepository Forums => _database.Get<IForumRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task List_HasParentsFirstWithFiguresAndLastPost()
    {
        IReadOnlyList<ForumSummary> forums = await Forums.GetSummariesAsync(SampleForum.Always);

        forums.Select(forum => forum.Name).ShouldBe(["Site", "First", "Second"]);
        forums[1]
            .ShouldBe(
                new ForumSummary(
                    2,
                    1,
                    "First",
                    "first",
                    "About",
                    TopicCount: 3,
                    PostCount: 12,
                    RecentPosts: 12,
                    ActiveUsers: 2,
                    new LastPost(3003, 3, "Topic 3", new Author(null, "Guest"), SampleForum.At(303))
                )
            );
        forums[2].ShouldBe(new ForumSummary(3, 1, "Second", "second", "", 0, 0, 0, 0, null));
    }

    [Theory]
    [InlineData(303, 303, 1, 0)]
    [InlineData(302, 302, 2, 1)]
    [InlineData(300, 301, 4, 1)]
    [InlineData(300, 300, 4, 2)]
    [InlineData(304, 304, 0, 0)]
    public async Task Window_IncludesItsBounds(int posts, int users, int recentPosts, int activeUsers)
    {
        IReadOnlyList<ForumSummary> forums = await Forums.GetSummariesAsync(
            new ActivityWindow { PostsSince = SampleForum.At(posts), UsersSince = SampleForum.At(users) }
        );

        (forums[1].RecentPosts, forums[1].ActiveUsers).ShouldBe((recentPosts, activeUsers));
    }

    [Fact]
    public async Task HiddenPosts_AreNotRecent()
    {
        await _database.ExecuteAsync("UPDATE posts SET deleted_at = created_at WHERE id = 3003");
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE id = 3002");
        await _database.Get<IForumMaintenance>().RebuildAsync();

        (await Forums.GetSummariesAsync(SampleForum.Always))[1].RecentPosts.ShouldBe(10);
    }

    [Theory]
    [InlineData("deleted_at = created_at")]
    [InlineData("is_approved = FALSE")]
    public async Task PostsOfAHiddenTopic_CountNowhere(string change)
    {
        await _database.ExecuteAsync($"UPDATE topics SET {change} WHERE id = 3");
        await _database.Get<IForumMaintenance>().RebuildAsync();
        var day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);

        (await Forums.GetSummariesAsync(SampleForum.Always))[1].RecentPosts.ShouldBe(8);
        (await Forums.GetDailyActivityAsync(day, day)).ShouldHaveValuesOf([
            new DailyActivity
            {
                Day = day,
                Topics = 2,
                Posts = 8,
                Users = 3,
            },
        ]);
        (await _database.Get<IUserRepository>().FindActivityAsync(2))!.PostCount.ShouldBe(4);
        (await _database.Get<IPostRepository>().ListByTopicAsync(3, PageRequest.First)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task FindWithChildren_PutsTheForumFirst()
    {
        (await Forums.GetWithChildrenAsync(1, SampleForum.Always)).Select(f => f.Id).ShouldBe([1, 2, 3]);
        (await Forums.GetWithChildrenAsync(3, SampleForum.Always)).Select(f => f.Id).ShouldBe([3]);
        (await Forums.GetWithChildrenAsync(99, SampleForum.Always)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Totals_CountTheSite()
    {
        await _database.ExecuteAsync("UPDATE users SET is_active = FALSE WHERE id = 3");

        (await Forums.GetSiteStatsAsync()).ShouldHaveValuesOf(
            new SiteStats
            {
                Topics = 3,
                Posts = 12,
                Users = 2,
                LatestMember = new Author(2, "Bob"),
            }
        );
    }

    [Fact]
    public async Task Totals_OfAnEmptySite_AreZero()
    {
        await using var empty = new AsyncDatabase();
        await empty.Database.InitializeAsync();

        (await empty.Database.Get<IForumRepository>().GetSiteStatsAsync()).ShouldHaveValuesOf(
            new SiteStats
            {
                Topics = 0,
                Posts = 0,
                Users = 0,
            }
        );
        (await empty.Database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DailyActivity_CountsUtcDaysFromFirstToLast()
    {
        await _database.ExecuteAsync(
            $"UPDATE posts SET created_at = created_at + {_database.Day} WHERE id IN (3001, 3002); UPDATE topics SET is_approved = FALSE WHERE id = 1"
        );
        await _database.Get<IForumMaintenance>().RebuildAsync();
        var day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);

        (await Forums.GetDailyActivityAsync(day, day.AddDays(1))).ShouldHaveValuesOf([
            new DailyActivity
            {
                Day = day,
                Topics = 2,
                Posts = 6,
                Users = 3,
            },
            new DailyActivity
            {
                Day = day.AddDays(1),
                Topics = 0,
                Posts = 2,
                Users = 0,
            },
        ]);
        (await Forums.GetDailyActivityAsync(day.AddDays(1), day.AddDays(1))).Count.ShouldBe(1);
        (await Forums.GetDailyActivityAsync(day.AddDays(-9), day.AddDays(-1))).ShouldBeEmpty();
    }

    private sealed class AsyncDatabase : IAsyncDisposable
    {
        public TestForum<TEngine> Database { get; } = new();

        public async ValueTask DisposeAsync() => await Database.DisposeAsync();
    }
}
