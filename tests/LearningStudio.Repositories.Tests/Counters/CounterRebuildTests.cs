using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Tests.Queries;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Tests.Counters;

public sealed class CounterRebuildTestsOnSqlite : CounterRebuildTests<Sqlite>;

public sealed class CounterRebuildTestsOnPostgreSql : CounterRebuildTests<PostgreSql>;

/// <summary>Counters that are taken from random rows: held, deleted, commenting, and of one moment.</summary>
public abstract class CounterRebuildTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IForumMaintenance Maintenance => _database.Get<IForumMaintenance>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await RandomRows.InsertAsync(_database);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Rebuilt_EqualTheRows()
    {
        await Maintenance.RebuildAsync();

        await AreRightAsync();
    }

    [Fact]
    public async Task Loaded_EqualTheRows()
    {
        await _database.ExecuteAsync("UPDATE topics SET slug = NULL WHERE id = 3");
        await _database.ExecuteAsync("UPDATE topics SET first_post_id = 1 WHERE id = 3");
        await _database.ExecuteAsync($"INSERT INTO forum_daily (day, forum_id, posts) VALUES ({FarDay}, 2, 5)");
        await _database.ExecuteAsync($"INSERT INTO site_daily (day, topics, posts) VALUES ({FarDay}, 2, 5)");
        await _database.ExecuteAsync(
            $"INSERT INTO forum_stats_delta (forum_id, day, topics, posts) VALUES (2, {FarDay}, 1, 1)"
        );

        await _database.Loader.LoadAsync("nothing", (_, _) => Task.CompletedTask);

        (await _database.ScalarAsync<string>("SELECT slug FROM topics WHERE id = 3")).ShouldBe("topic-3");
        (await _database.ScalarAsync<string>("SELECT slug FROM topics WHERE id = 4")).ShouldBe("slug-4");
        (await CountAsync("site_daily")).ShouldBe(0);
        (await CountAsync("forum_stats_delta")).ShouldBe(0);
        await AreRightAsync();
    }

    [Fact]
    public async Task OneForum_IsRebuiltAlone()
    {
        await Maintenance.RebuildAsync();
        IReadOnlyList<CounterDrift> none = await Maintenance.VerifyAsync();
        await _database.ExecuteAsync("UPDATE topics SET reply_count = reply_count + 1");
        await _database.ExecuteAsync("UPDATE forum_stats SET post_count = post_count + 1");
        await _database.ExecuteAsync("UPDATE forum_daily SET posts = posts + 1");

        await Maintenance.RebuildAsync(7);

        none.ShouldBeEmpty();
        string[] left = [.. (await Maintenance.VerifyAsync()).Select(drift => $"{drift.Counter} {drift.Id}")];
        left.ShouldContain("forum_stats.post_count 6");
        left.ShouldContain("forum_stats.post_count 8");
        left.ShouldContain("forum_daily.posts 6");
        left.ShouldContain("forum_daily.posts 8");
        left.ShouldNotContain("forum_stats.post_count 7");
        left.ShouldNotContain("forum_daily.posts 7");
        left.Count(drift => drift.StartsWith("topics.reply_count", StringComparison.Ordinal))
            .ShouldBe(await CountAsync("topics WHERE forum_id <> 7"));
    }

    [Fact]
    public async Task FirstPosts_AreTheOldestWhereNoneWasKnown()
    {
        long known = await _database.ScalarAsync<long>("SELECT MAX(id) FROM posts WHERE topic_id = 3");
        await _database.ExecuteAsync($"UPDATE topics SET first_post_id = {known} WHERE id = 3");

        await Maintenance.RebuildAsync();

        await using ForumDb db = _database.Get<Func<ForumDb>>()();
        List<PostRow> posts = await db.GetTable<PostRow>().ToListAsync();
        foreach (TopicRow topic in await db.GetTable<TopicRow>().ToListAsync())
        {
            topic.FirstPostId.ShouldBe(
                topic.Id == 3
                    ? known
                    : posts.Where(p => p.TopicId == topic.Id).MinBy(post => (post.CreatedAt, post.Id))?.Id
            );
        }
    }

    [Fact]
    public async Task DayWithoutRows_IsNoDayOfTheSite()
    {
        await Maintenance.RebuildAsync();
        int days = await CountAsync("site_daily");
        await _database.ExecuteAsync($"INSERT INTO site_daily (day, topics, posts) VALUES ({FarDay}, 0, 5)");

        await Maintenance.RebuildAsync(2);

        (await CountAsync("site_daily")).ShouldBe(days);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    public async Task MoreTopicsThanOneUnitTakes_AreAllCounted(int topics)
    {
        await _database.ExecuteAsync("DELETE FROM posts");
        await _database.ExecuteAsync("DELETE FROM topics");
        IEnumerable<string> rows = Enumerable.Range(1, topics).Select(id => $"({id}, 2, 'x', 9, {Moment}, {Moment})");
        await _database.ExecuteAsync(
            $"INSERT INTO topics (id, forum_id, title, post_count, created_at, last_post_at) VALUES {string.Join(',', rows)}"
        );

        await Maintenance.RebuildAsync(2);

        (await CountAsync("topics WHERE post_count = 0")).ShouldBe(topics);
    }

    private string FarDay => _database.IsPostgreSql ? "DATE '2030-01-01'" : "21915";

    private string Moment => _database.IsPostgreSql ? "now()" : "1767614400000";

    private async Task AreRightAsync()
    {
        (await CountedForum.StoredAsync(_database)).ShouldBe(
            await CountedForum.CountAsync(_database),
            ignoreOrder: true
        );
        (await Maintenance.VerifyAsync()).ShouldBeEmpty();
        long[] wrong = await WrongFirstPostsAsync();
        wrong.ShouldBeEmpty();
    }

    private async Task<long[]> WrongFirstPostsAsync()
    {
        await using ForumDb db = _database.Get<Func<ForumDb>>()();
        ILookup<long, PostRow> posts = (await db.GetTable<PostRow>().ToListAsync()).ToLookup(post => post.TopicId);
        return
        [
            .. (await db.GetTable<TopicRow>().ToListAsync())
                .Where(t => t.FirstPostId != posts[t.Id].MinBy(post => (post.CreatedAt, post.Id))?.Id)
                .Select(topic => topic.Id),
        ];
    }

    private Task<int> CountAsync(string rows) =>
        _database.ScalarAsync<int>($"SELECT CAST(COUNT(*) AS integer) FROM {rows}");
}
