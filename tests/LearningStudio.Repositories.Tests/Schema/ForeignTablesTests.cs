using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Tests.Queries;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class ForeignTablesTestsOnSqlite : ForeignTablesTests<Sqlite>;

public sealed class ForeignTablesTestsOnPostgreSql : ForeignTablesTests<PostgreSql>;

/// <summary>The repositories over tables that a site maps itself.</summary>
public abstract class ForeignTablesTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly DateTimeOffset Start = SampleForum.Start;
    private static readonly PageRequest First = new(1, 100);

    private readonly TestForum<TEngine> _database = new(
        options: o => o.UseTables(PhpBbForum.Tables),
        isMigrated: false
    );

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await PhpBbForum.MakeAsync(_database);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task EveryRead_CostsOneStatement()
    {
        await _database.Get<ForumSchema>().CheckAsync();
        foreach (string name in EveryRead.OfForeignTables)
        {
            using QueryScope scope = QueryScope.Begin(name);
            await EveryRead.All[name](_database);
            scope.StatementCount.ShouldBe(1, name);
        }
    }

    [Fact]
    public async Task Reads_AreAsTheMappingSays()
    {
        ForumSummary forum = (await _database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always))[1];
        forum.ShouldBe(
            new ForumSummary(
                2,
                1,
                "First",
                "f2",
                "About",
                1,
                2,
                RecentPosts: 2,
                ActiveUsers: 1,
                new LastPost(1001, 1, "Topic 1", new Author(null, "Guest"), Start.AddMinutes(2))
            )
        );
        TopicSummary topic = (await _database.Get<ITopicRepository>().ListByForumAsync(2, First)).Items.Single();
        (topic.Id, topic.IsPinned, topic.ReplyCount, topic.Author).ShouldBe((1, true, 1, new Author(2, "ann")));
        IReadOnlyList<PostView> posts = (await _database.Get<IPostRepository>().ListByTopicAsync(1, First)).Items;
        posts.Select(post => (post.Id, post.Author.Name)).ShouldBe([(1000, "ann"), (1001, "Guest")]);
        posts[1].EditedAt.ShouldBe(Start.AddMinutes(3));
        (await _database.Get<IUserRepository>().CountSeenSinceAsync(Start)).ShouldBe(1);
        var day = DateOnly.FromDateTime(Start.UtcDateTime);
        (await _database.Get<IForumRepository>().GetDailyActivityAsync(day, day)).ShouldHaveValuesOf([
            new DailyActivity
            {
                Day = day,
                Topics = 1,
                Posts = 2,
                Users = 2,
            },
        ]);
    }

    [Fact]
    public async Task Writes_AreRefused() =>
        await Should.ThrowAsync<NotSupportedException>(() =>
            _database.Get<IForumUnitOfWork>().ExecuteAsync((s, ct) => s.Approval.ApproveAsync(1002, ct))
        );

    [Fact]
    public async Task MissingColumnTableOrBrokenExpression_IsNamed()
    {
        await _database.ExecuteAsync("ALTER TABLE phpbb_posts RENAME COLUMN post_visibility TO visibility");
        await _database.ExecuteAsync("ALTER TABLE phpbb_topics RENAME COLUMN topic_views TO views");
        await _database.ExecuteAsync("DROP TABLE phpbb_users");

        var refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            _database.Get<ForumSchema>().CheckAsync()
        );

        refused.Message.ShouldStartWith(
            "The database does not have what the tables of phpbb need: table phpbb_users ("
        );
        refused.Message.ShouldContain("; column phpbb_topics.topic_views; ");
        refused.Message.ShouldContain("the expression of PostRow.IsApproved over phpbb_posts (");
        refused.Message.ShouldEndWith(". Correct the mapping, or the connection string.");
    }

    [Fact]
    public async Task Accounts_HaveTheRoleThatTheMappingKnows()
    {
        var users = _database.Get<IUserRepository>();

        (await users.FindAccountBySubjectAsync("ann"))!.Role.ShouldBe(AccountRole.Moderator);
        (await users.FindAccountBySubjectAsync("Ann")).ShouldBeNull();
        (await users.FindAccountBySubjectAsync("bob"))!.Role.ShouldBe(AccountRole.User);
    }

    [Fact]
    public async Task Migration_IsLeftToTheOwner() =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() => _database.Get<ForumSchema>().MigrateAsync())
        ).Message.ShouldContain("phpbb");
}
