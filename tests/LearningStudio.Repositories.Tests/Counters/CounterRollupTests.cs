using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Tests.Counters;

public sealed class CounterRollupTestsOnSqlite : CounterRollupTests<Sqlite>;

public sealed class CounterRollupTestsOnPostgreSql : CounterRollupTests<PostgreSql>;

/// <summary>Notes and days of several forums: what is folded, what is left, and where a day is read.</summary>
public abstract class CounterRollupTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly DateOnly First = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);
    private readonly TestForum<TEngine> _database = new(options: o => o.Counters = CounterMode.Deferred);

    private IForumMaintenance Maintenance => _database.Get<IForumMaintenance>();

    private IForumRepository Forums => _database.Get<IForumRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
        await _database.ExecuteAsync("DELETE FROM forum_daily");
        await _database.ExecuteAsync("UPDATE users SET is_active = FALSE");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Notes_AddUpByForumAndDay()
    {
        await NoteAsync((2, 0, 1, 3), (2, 0, 0, -1), (3, 0, 2, 4), (2, 1, 0, 5), (3, 2, 0, 0), (3, 3, 1, 0));

        (await Maintenance.RollUpAsync()).ShouldBe(6);

        (
            await TextAsync("SELECT {day} || ' ' || forum_id || ' ' || topics || ' ' || posts FROM forum_daily")
        ).ShouldBe(["0 2 1 2", "0 3 2 4", "1 2 0 5", "3 3 1 0"]);
        (await TextAsync("SELECT {day} || ' ' || topics || ' ' || posts FROM site_daily")).ShouldBe([
            "0 3 6",
            "1 0 5",
            "3 1 0",
        ]);
        (await TextAsync("SELECT forum_id || ' ' || topic_count || ' ' || post_count FROM forum_stats")).ShouldBe([
            "1 0 0",
            "2 4 19",
            "3 3 4",
        ]);
        (await TextAsync("SELECT 'left' FROM forum_stats_delta")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(9_999)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    public async Task MoreNotesThanOneUnitTakes_AreAllFolded(int notes)
    {
        await NoteAsync([.. Enumerable.Repeat((2, 0, 0, 1), notes)]);

        (await Maintenance.RollUpAsync()).ShouldBe(notes);

        (await Forums.GetSiteStatsAsync()).Posts.ShouldBe(12 + notes);
        (await TextAsync("SELECT 'left' FROM forum_stats_delta")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Day_IsReadFromTheSiteOnlyWhenAllItsRowsAreFolded()
    {
        await DayAsync(0, forum: 2, topics: 1, posts: 7, isFolded: true);
        await DayAsync(1, forum: 2, topics: 1, posts: 7, isFolded: true);
        await DayAsync(1, forum: 3, topics: 0, posts: 2, isFolded: false);
        await DayAsync(2, forum: 3, topics: 0, posts: 3, isFolded: false);
        await DayAsync(3, forum: 3, topics: 0, posts: 0, isFolded: false);
        await DayAsync(4, forum: 3, topics: 0, posts: 0, isFolded: true);
        foreach (int day in new[] { 0, 1, 5 })
        {
            await _database.ExecuteAsync($"INSERT INTO site_daily (day, topics, posts) VALUES ({Day(day)}, 20, 100)");
        }

        await ReadsAsync(0, 5, [(0, 20, 100), (1, 1, 9), (2, 0, 3), (5, 20, 100)]);
        await ReadsAsync(1, 2, [(1, 1, 9), (2, 0, 3)]);
        await ReadsAsync(0, 0, [(0, 20, 100)]);
        await ReadsAsync(3, 4, []);
        await Maintenance.RollUpAsync();
        await ReadsAsync(0, 5, [(0, 20, 100), (1, 1, 9), (2, 0, 3), (5, 20, 100)]);
        (await TextAsync("SELECT {day} FROM forum_daily WHERE NOT is_folded")).ShouldBeEmpty();
    }

    [Fact]
    public async Task DayWithNewUsersOnly_IsTold()
    {
        await _database.ExecuteAsync("UPDATE users SET is_active = TRUE WHERE id > 1");

        (await Forums.GetDailyActivityAsync(First, First)).ShouldHaveValuesOf([
            new DailyActivity
            {
                Day = First,
                Topics = 0,
                Posts = 0,
                Users = 2,
            },
        ]);
    }

    [Fact]
    public async Task FoldedDay_IsNotSummedUpAgain()
    {
        await DayAsync(0, forum: 2, topics: 1, posts: 7, isFolded: false);
        await Maintenance.RollUpAsync();
        await _database.ExecuteAsync("UPDATE site_daily SET posts = 70");
        await DayAsync(1, forum: 2, topics: 0, posts: 1, isFolded: false);

        await Maintenance.RollUpAsync();

        await ReadsAsync(0, 5, [(0, 1, 70), (1, 0, 1)]);
    }

    private async Task ReadsAsync(int first, int last, (int Day, int Topics, int Posts)[] expected) =>
        (await Forums.GetDailyActivityAsync(First.AddDays(first), First.AddDays(last))).ShouldHaveValuesOf(
            expected.Select(day => new DailyActivity
            {
                Day = First.AddDays(day.Day),
                Topics = day.Topics,
                Posts = day.Posts,
                Users = 0,
            })
        );

    private Task NoteAsync(params (int Forum, int Day, int Topics, int Posts)[] notes) =>
        _database.ExecuteAsync(
            $"INSERT INTO forum_stats_delta (forum_id, day, topics, posts) VALUES {string.Join(',', notes.Select(n => $"({n.Forum}, {Day(n.Day)}, {n.Topics}, {n.Posts})"))}"
        );

    private Task DayAsync(int day, int forum, int topics, int posts, bool isFolded) =>
        _database.ExecuteAsync(
            $"INSERT INTO forum_daily (day, forum_id, topics, posts, is_folded) VALUES ({Day(day)}, {forum}, {topics}, {posts}, {isFolded})"
        );

    private string Day(int day) =>
        _database.IsPostgreSql ? $"DATE '{First.AddDays(day):yyyy-MM-dd}'" : $"{EpochDay.ToNumber(First) + day}";

    private async Task<string[]> TextAsync(string sql)
    {
        string day = _database.IsPostgreSql ? $"(day - {Day(0)})" : $"(day - {EpochDay.ToNumber(First)})";
        await using ForumDb db = _database.Get<Func<ForumDb>>()();
        List<string> lines = await db.QueryToListAsync(row => $"{row.GetValue(0)}", sql.Replace("{day}", day));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
