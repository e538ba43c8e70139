using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Counters;

public sealed class ForumMaintenanceTestsOnSqlite : ForumMaintenanceTests<Sqlite>;

public sealed class ForumMaintenanceTestsOnPostgreSql : ForumMaintenanceTests<PostgreSql>
{
    [Fact]
    public Task DeferredPost_IsOneStatement() => QueryBudget.AssertAsync(1, () => AddAsync(SampleForum.Reply(1)));
}

public abstract class ForumMaintenanceTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new(options: o => o.Counters = CounterMode.Deferred);

    private IForumMaintenance Maintenance => _database.Get<IForumMaintenance>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("topics.post_count", "UPDATE topics SET post_count = post_count + 2 WHERE id = 1", 1, 6, 4)]
    [InlineData("topics.reply_count", "UPDATE topics SET reply_count = 0 WHERE id = 1", 1, 0, 2)]
    [InlineData("topics.last_post_id", "UPDATE topics SET last_post_id = NULL WHERE id = 1", 1, null, 1003)]
    [InlineData("forum_stats.topic_count", "UPDATE forum_stats SET topic_count = 9 WHERE forum_id = 2", 2, 9, 3)]
    [InlineData("forum_stats.post_count", "UPDATE forum_stats SET post_count = 0 WHERE forum_id = 2", 2, 0, 12)]
    [InlineData("forum_stats.last_post_id", "UPDATE forum_stats SET last_post_id = 1 WHERE forum_id = 2", 2, 1, 3003)]
    [InlineData("forum_daily.topics", "UPDATE forum_daily SET topics = 0 WHERE forum_id = 2", 2, 0, 3)]
    [InlineData("forum_daily.posts", "DELETE FROM forum_daily WHERE forum_id = 2", 2, 0, 12)]
    public async Task Drift_IsFoundAndRepaired(string counter, string fault, long id, int? stored, int? counted)
    {
        (await Maintenance.VerifyAsync()).ShouldBeEmpty();
        await _database.ExecuteAsync(fault);

        CounterDrift drift = (await Maintenance.VerifyAsync()).Single(found => found.Counter == counter);
        (drift.Id, drift.Stored, drift.Counted).ShouldBe((id, stored, counted));
        (drift.Day is not null).ShouldBe(counter.StartsWith("forum_daily", StringComparison.Ordinal));

        await Maintenance.RebuildAsync(2);
        (await Maintenance.VerifyAsync()).ShouldBeEmpty();
        (await CountedForum.StoredAsync(_database)).ShouldBe(
            await CountedForum.CountAsync(_database),
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task DeferredCounters_FollowWithTheFold()
    {
        await AddAsync(SampleForum.Reply(1));
        await AddAsync(SampleForum.Reply(2));

        (await _database.Get<IForumRepository>().GetSiteStatsAsync()).Posts.ShouldBe(12);
        (await _database.Get<ITopicRepository>().FindAsync(1))!.PostCount.ShouldBe(5, "a topic's are exact");
        (await Maintenance.VerifyAsync()).ShouldBeEmpty("what is noted counts as done");
        (await Maintenance.RollUpAsync()).ShouldBe(2);
        (await Maintenance.RollUpAsync()).ShouldBe(0);
        (await _database.Get<IForumRepository>().GetSiteStatsAsync()).Posts.ShouldBe(14);
        (await CountedForum.StoredAsync(_database)).ShouldBe(
            await CountedForum.CountAsync(_database),
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task DeferredRemoval_IsNotShownUntilTheFold()
    {
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Posts.DeleteAsync(3003, SampleForum.At(5000), ct));

        ForumSummary forum = (await _database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always))[1];

        (forum.LastPost!.Id, forum.PostCount).ShouldBe((3002, 12));
        (await Maintenance.RollUpAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task DailyActivity_IsTheSameBeforeAndAfterAFold()
    {
        var day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);
        IReadOnlyList<DailyActivity> before = await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day);

        await Maintenance.RollUpAsync();

        before.ShouldHaveValuesOf([
            new DailyActivity
            {
                Day = day,
                Topics = 3,
                Posts = 12,
                Users = 3,
            },
        ]);
        (await _database.ScalarAsync<int>("SELECT CAST(SUM(posts) AS integer) FROM site_daily")).ShouldBe(12);
        (await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day)).ShouldHaveValuesOf(before);
        await AddAsync(SampleForum.Reply(1, minute: 1));
        await Maintenance.RollUpAsync();
        (await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day))[0].Posts.ShouldBe(13);
    }

    [Fact]
    public async Task FoldedDayThatChanges_IsSummedUpFromItsRows()
    {
        var day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);
        await Maintenance.RollUpAsync();

        await _database.ExecuteAsync("UPDATE forum_daily SET posts = posts + 1, is_folded = FALSE WHERE forum_id = 2");

        (await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day))[0].Posts.ShouldBe(13);
    }

    private protected Task<long> AddAsync(NewPost post) =>
        _database.Get<IForumUnitOfWork>().ExecuteAsync((session, ct) => session.Posts.AddAsync(post, ct));
}
