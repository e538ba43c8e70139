using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Tests.Queries;

namespace LearningStudio.Repositories.Tests.Counters;

public sealed class CounterAuditTestsOnSqlite : CounterAuditTests<Sqlite>;

public sealed class CounterAuditTestsOnPostgreSql : CounterAuditTests<PostgreSql>;

/// <summary>Faults in several forums, topics and days at once: each is found, and nothing else.</summary>
public abstract class CounterAuditTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new(options: o => o.Counters = CounterMode.Deferred);

    private IForumMaintenance Maintenance => _database.Get<IForumMaintenance>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await RandomRows.InsertAsync(_database);
        await Maintenance.RebuildAsync();
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("topics", "post_count", "id", "post_count + 1")]
    [InlineData("topics", "reply_count", "id", "reply_count + 1")]
    [InlineData("topics", "last_post_id", "id", "COALESCE(last_post_id, 0) + 1000")]
    [InlineData("forum_stats", "topic_count", "forum_id", "topic_count + 1")]
    [InlineData("forum_stats", "post_count", "forum_id", "post_count - 1")]
    [InlineData("forum_stats", "last_post_id", "forum_id", "COALESCE(last_post_id, 0) + 1000")]
    [InlineData("forum_daily", "topics", "forum_id", "topics + 1")]
    [InlineData("forum_daily", "posts", "forum_id", "posts + 1")]
    public async Task Faults_AreAllFoundInOrder(string table, string column, string key, string fault)
    {
        string rows = await _database.ScalarAsync<string>(
            $"SELECT string_agg(CAST({key} AS text), ',') FROM (SELECT {key} FROM {table} WHERE {key} > 2 AND {key} <> 5 ORDER BY {key}) AS rows"
        );
        await _database.ExecuteAsync($"UPDATE {table} SET {column} = {fault} WHERE {key} > 2 AND {key} <> 5");

        IReadOnlyList<CounterDrift> found = await Maintenance.VerifyAsync();

        found.Select(drift => drift.Counter).Distinct().ShouldBe([$"{table}.{column}"]);
        string.Join(',', found.Select(drift => drift.Id)).ShouldBe(rows);
        found.ShouldBe(found.OrderBy(drift => (drift.Id, drift.Day)));
    }

    [Fact]
    public async Task LastPostOfAForum_IsAskedForUnlessNotesOfItWait()
    {
        await _database.ExecuteAsync("UPDATE forum_stats SET last_post_id = 9999");
        await _database.ExecuteAsync(
            "INSERT INTO forum_stats_delta (forum_id, day, topics, posts) SELECT 2, MIN(day), 0, 0 FROM forum_daily"
        );

        (await Maintenance.VerifyAsync())
            .Select(drift => $"{drift.Counter} {drift.Id}")
            .ShouldBe([.. new[] { 1, 3, 4, 5, 6, 7, 8 }.Select(id => $"forum_stats.last_post_id {id}")]);
    }

    [Fact]
    public async Task Notes_CountForTheirForumAndDay()
    {
        await _database.ExecuteAsync(
            "INSERT INTO forum_stats_delta (forum_id, day, topics, posts) SELECT forum_id, day, 1, 2 FROM forum_daily WHERE forum_id IN (3, 4)"
        );
        await _database.ExecuteAsync(
            "UPDATE forum_daily SET topics = topics - 1, posts = posts - 2 WHERE forum_id = 3"
        );
        await _database.ExecuteAsync(
            "UPDATE forum_stats SET topic_count = topic_count - n.topics, post_count = post_count - n.posts FROM (SELECT SUM(topics) AS topics, SUM(posts) AS posts FROM forum_stats_delta WHERE forum_id = 3) AS n WHERE forum_id = 3"
        );

        IReadOnlyList<CounterDrift> found = await Maintenance.VerifyAsync();

        found.Select(drift => drift.Id).Distinct().ShouldBe([4], "the notes of forum 3 were taken from what is stored");
        found
            .Select(drift => drift.Counter)
            .Distinct()
            .ShouldBe(["forum_daily.posts", "forum_daily.topics", "forum_stats.post_count", "forum_stats.topic_count"]);
        found
            .Where(drift => drift.Counter == "forum_daily.topics")
            .ShouldAllBe(drift => drift.Stored - drift.Counted == 1);
        found
            .Where(drift => drift.Counter == "forum_daily.posts")
            .ShouldAllBe(drift => drift.Stored - drift.Counted == 2);
    }

    [Fact]
    public async Task MoreFaultsThanAReportHolds_AreCutOff()
    {
        IEnumerable<string> rows = Enumerable
            .Range(100, 1001)
            .Select(id =>
                $"({id}, 2, 'x', 9, (SELECT MIN(joined_at) FROM users), (SELECT MIN(joined_at) FROM users), FALSE)"
            );
        await _database.ExecuteAsync(
            $"INSERT INTO topics (id, forum_id, title, post_count, created_at, last_post_at, is_approved) VALUES {string.Join(',', rows)}"
        );

        (await Maintenance.VerifyAsync())
            .Select(drift => drift.Id)
            .ShouldBe(Enumerable.Range(100, 1000).Select(id => (long)id));
    }
}
