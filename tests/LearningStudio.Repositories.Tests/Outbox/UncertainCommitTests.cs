using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Writing;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>A commit that is not answered: its events are handled whether it happened or not, and again if it did.</summary>
public sealed class UncertainCommitTestsOnPostgreSql : IAsyncLifetime
{
    private readonly OutboxHandler _handler = new();
    private readonly TestForum<PostgreSql> _database;

    public UncertainCommitTestsOnPostgreSql() =>
        _database = new TestForum<PostgreSql>(services => services.AddSingleton<IForumEventHandler>(_handler));

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    [Covers(FailurePoint.CommitUncertainButStored)]
    public async Task StoredUnit_IsHandledAtOnceAndAgain()
    {
        using var proxy = new CuttingProxy((await PostgreSqlServer.SharedAsync()).Port);
        var connection = new NpgsqlConnectionStringBuilder(_database.Engine.ConnectionString) { Port = proxy.Port };
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IForumEventHandler>(_handler)
            .AddLearningStudioRepositories(o => o.UsePostgreSql(connection.ConnectionString))
            .BuildServiceProvider();
        long post = 0;

        await Should.ThrowAsync<CommitUncertainException>(() =>
            services
                .GetRequiredService<IForumUnitOfWork>()
                .ExecuteAsync(
                    async (session, ct) =>
                    {
                        post = await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                        proxy.Arm();
                        return post;
                    }
                )
        );

        (await _database.ScalarAsync<int>($"SELECT COUNT(*)::int FROM posts WHERE id = {post}")).ShouldBe(1);
        _handler.Events.Select(raised => raised.PostId!.Value).ShouldBe([post]);
        await Poll.UntilAsync(async () => await _database.Get<IForumOutbox>().DeliverAsync() == 1);
        _handler.Events.Select(raised => raised.PostId!.Value).ShouldBe([post, post]);
    }

    [Fact]
    [Covers(FailurePoint.CommitUncertainAndNotStored)]
    public async Task UnitThatIsNotStored_IsHandledOnce()
    {
        // A deferred trigger runs within the commit, and ends its own server process.
        await _database.ExecuteAsync(
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $BODY$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $BODY$;
            CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION die();
            """
        );

        await Should.ThrowAsync<CommitUncertainException>(() =>
            _database
                .Get<IForumUnitOfWork>()
                .ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct))
        );

        _handler.Calls.Count.ShouldBe(1);
        (await _database.ScalarAsync<int>("SELECT COUNT(*)::int FROM forum_outbox")).ShouldBe(0);
        (await _database.Get<IForumOutbox>().DeliverAsync()).ShouldBe(0);
    }
}
