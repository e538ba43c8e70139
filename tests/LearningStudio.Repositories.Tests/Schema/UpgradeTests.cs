using DbUp.Engine;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Tests.Queries;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class UpgradeTestsOnSqlite : UpgradeTests<Sqlite>;

public sealed class UpgradeTestsOnPostgreSql : UpgradeTests<PostgreSql>;

/// <summary>A database of the first version, filled as that version kept it, and brought up to date.</summary>
public abstract class UpgradeTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly PageRequest First = new(1, 100);
    private readonly TestForum<TEngine> _database = new(isMigrated: false);

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        ISqlDialect engine = _database.Get<ISqlDialect>();
        DatabaseUpgradeResult made = engine
            .Migrate()
            .WithScripts(
                new[] { "0001-forum.sql", "0002-review.sql" }.Select(name => new SqlScript(
                    $"LearningStudio.Repositories.Schema.{engine.Name}.{name}",
                    File.ReadAllText(Checkout.PathOf("tests", "Shared", "FirstSchemas", engine.Name, name))
                ))
            )
            .WithVariablesDisabled()
            .Build()
            .PerformUpgrade();
        made.Error.ShouldBeNull();
        await _database.ExecuteAsync(FirstVersionForum.Script(_database.IsPostgreSql));
        (await _database.Get<ForumSchema>().MigrateAsync())[0].ShouldEndWith("0003-rollups.sql");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Counters_EqualTheRows()
    {
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        (await CountedForum.StoredAsync(_database)).ShouldBe(
            await CountedForum.CountAsync(_database),
            ignoreOrder: true
        );
        await _database.Get<IForumMaintenance>().RollUpAsync();
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryRead_Works()
    {
        await _database.Get<ForumSchema>().CheckAsync();
        foreach ((string name, Func<ITestForum, Task> read) in EveryRead.All)
        {
            using QueryScope scope = QueryScope.Begin(name);
            await read(_database);
            scope.StatementCount.ShouldBe(1, name);
        }
    }

    [Fact]
    public async Task Topics_HaveSlugsFirstPostsAndReplies()
    {
        var topics = _database.Get<ITopicRepository>();

        TopicDetail topic = (await topics.FindBySlugAsync("topic-1"))!;

        (topic.Id, topic.PostCount, topic.ReplyCount).ShouldBe((1, 3, 1), "a comment is no reply");
        (await topics.FindStateAsync(1))!.OpeningPostId.ShouldBe(1000);
        (await topics.FindStateAsync(3))!.OpeningPostId.ShouldBe(3000);
        (await topics.FindBySlugAsync("topic-3")).ShouldBeNull();
        (await topics.ListActiveAsync(First)).Items.Select(t => t.Id).ShouldBe([2, 1, 5]);
    }

    // So that what was rejected just before the upgrade can be taken back after it.
    [Fact]
    public async Task Decisions_AreGroupedAsTheyWereMade()
    {
        (
            await _database.ScalarAsync<int>(
                "SELECT COUNT(*) FROM posts WHERE id = 1004 AND decision_id = (SELECT MIN(id) FROM review_items WHERE target_id = 1004)"
            )
        ).ShouldBe(1);
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts WHERE decision_id IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task RollUps_HoldTheDaysBefore()
    {
        var day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);
        DailyActivity[] days =
        [
            new()
            {
                Day = day,
                Topics = 3,
                Posts = 3,
                Users = 3,
            },
            new()
            {
                Day = day.AddDays(1),
                Topics = 0,
                Posts = 2,
                Users = 0,
            },
        ];

        (await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day.AddDays(1))).ShouldHaveValuesOf([
            .. days,
        ]);
        await _database.Get<IForumMaintenance>().RollUpAsync();
        (await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day.AddDays(1))).ShouldHaveValuesOf([
            .. days,
        ]);
        IReadOnlyList<ForumSummary> forums = await _database
            .Get<IForumRepository>()
            .GetSummariesAsync(
                new ActivityWindow { PostsSince = SampleForum.At(720), UsersSince = SampleForum.At(720) }
            );
        forums.Select(forum => (forum.Name, forum.RecentPosts)).ShouldBe([("Site", 0), ("First", 2), ("Second", 0)]);
    }

    [Theory]
    [InlineData("opening", 1000)]
    [InlineData("über", 1001)]
    [InlineData("waiting", null)]
    [InlineData("deleted", null)]
    public async Task OldPosts_AreFoundByTheirWords(string word, int? post)
    {
        IReadOnlyList<SearchHit> hits = (await _database.Get<IPostRepository>().SearchAsync(word, First)).Items;

        hits.Select(hit => hit.PostId).ShouldBe(post is null ? [] : [post]);
    }

    [Fact]
    public async Task Writes_GoOn()
    {
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await session.Approval.ApproveAsync(3000, ct);
                    await session.Posts.DeleteAsync(2001, SampleForum.At(3000), ct);
                    return await session.Topics.OpenAsync(
                        new NewTopic
                        {
                            ForumId = 4,
                            AuthorId = 1,
                            Title = "New",
                            Body = "fresh",
                            CreatedAt = SampleForum.At(2000),
                        },
                        ct
                    );
                }
            );
        await _database.ExecuteAsync("INSERT INTO forums (name, slug) VALUES ('Late', 'late')");

        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        (await _database.Get<IPostRepository>().SearchAsync("fresh", First)).Items.Count.ShouldBe(1);
        (await _database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Accounts_AreFoundByTheirNames()
    {
        var users = _database.Get<IUserRepository>();

        (await users.FindAccountBySubjectAsync("user2")).ShouldBe(new Account(2, "user2", 0));
        (await users.FindAccountBySubjectAsync("USER2")).ShouldBeNull();
    }
}
