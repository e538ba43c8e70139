using LearningStudio.Repositories.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.Repositories.Tests.Outbox;

public sealed class OutboxTestsOnSqlite : OutboxTests<Sqlite>;

public sealed class OutboxTestsOnPostgreSql : OutboxTests<PostgreSql>;

/// <summary>Events that no fast path has handled are delivered: at least once, in order, by one process at a time.</summary>
public abstract class OutboxTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly OutboxHandler _handler = new();
    private readonly TestForum<TEngine> _database;

    protected OutboxTests() =>
        _database = new TestForum<TEngine>(
            services => services.AddSingleton<IForumEventHandler>(_handler).AddFakeLogging(),
            o => (o.OutboxDelay, o.OutboxPollInterval) = (TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(20))
        );

    private IForumUnitOfWork Work => _database.Get<IForumUnitOfWork>();

    private IForumOutbox Outbox => _database.Get<IForumOutbox>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task HandledUnit_IsRemovedWithoutAnotherDelivery()
    {
        await ReplyAsync(1);
        (await RowsAsync()).ShouldBe(1);

        (await Outbox.DeliverAsync()).ShouldBe(0);

        (await RowsAsync()).ShouldBe(0);
        _handler.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task UnitWithoutEvents_StoresNothing()
    {
        await Work.ExecuteAsync((s, ct) => s.Users.MarkSeenAsync(1, SampleForum.Start, ct));

        (await RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task WithoutHandlers_NothingIsStoredNorTaken()
    {
        _handler.Fails = _ => true;
        await ReplyAsync(1);
        await DueAsync();
        await using ServiceProvider other = Other(handler: null);

        await other
            .GetRequiredService<IForumUnitOfWork>()
            .ExecuteAsync((s, ct) => s.Posts.AddAsync(SampleForum.Reply(1), ct));
        (await other.GetRequiredService<IForumOutbox>().DeliverAsync()).ShouldBe(0);

        (await RowsAsync()).ShouldBe(1);
    }

    [Fact]
    [Covers(FailurePoint.HandlerFailsOnce)]
    public async Task HandlerThatFailedOnce_GetsTheEventsAgain()
    {
        _handler.Fails = _ => true;
        long post = await ReplyAsync(1);
        _handler.Fails = _ => false;
        (await Outbox.DeliverAsync()).ShouldBe(0, "the unit's own process has a while for it");
        await DueAsync();

        (await Outbox.DeliverAsync()).ShouldBe(1);

        _handler.Events.ShouldBe([
            new ForumEvent
            {
                Kind = ForumEventKind.PostCreated,
                ForumId = 2,
                ParentForumId = 1,
                TopicId = 1,
                PostId = post,
                AuthorId = 2,
            },
        ]);
        (await RowsAsync()).ShouldBe(0);
        FakeLogRecord logged = _database.Get<FakeLogCollector>().GetSnapshot().Single();
        (logged.Id.Id, logged.Exception).ShouldBe((2, null));
        logged.Message.ShouldContain("OutboxHandler failed");
        logged.Message.ShouldNotContain("secret");
    }

    [Fact]
    [Covers(FailurePoint.HandlerFailsForLongAndRecovers)]
    public async Task HandlerThatKeepsFailing_IsPutOffLongerEachTimeAndRecovers()
    {
        _handler.Fails = _ => true;
        await ReplyAsync(1);
        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            await DueAsync();
            (await Outbox.DeliverAsync()).ShouldBe(0);
            (await DelayAsync()).ShouldBeInRange(seconds - 0.9, seconds);
        }

        _handler.Fails = _ => false;
        (await Outbox.DeliverAsync()).ShouldBe(0, "it is put off");
        await DueAsync();

        (await Outbox.DeliverAsync()).ShouldBe(1);
        (await RowsAsync()).ShouldBe(0);
        _database.Get<FakeLogCollector>().GetSnapshot().Count(record => record.Id.Id == 3).ShouldBeInRange(1, 8);
    }

    [Fact]
    public async Task RowThatFails_HoldsBackItsTopicAlone()
    {
        _handler.Fails = _ => true;
        long poison = await ReplyAsync(1);
        long later = await ReplyAsync(1);
        long other = await ReplyAsync(2);
        _handler.Fails = events => events.Any(raised => raised.PostId == poison);
        await DueAsync();

        (await Outbox.DeliverAsync()).ShouldBe(1);

        _handler.Events.Select(raised => raised.PostId!.Value).ShouldBe([other]);
        _handler.Fails = _ => false;
        (await Outbox.DeliverAsync()).ShouldBe(0, "the later one waits for the one that is put off");
        await DueAsync();
        (await Outbox.DeliverAsync()).ShouldBe(2);
        _handler.Events.Select(raised => raised.PostId!.Value).ShouldBe([other, poison, later]);
    }

    [Fact]
    [Covers(FailurePoint.OrderPerTopic)]
    public async Task UnitAfterAFailedOneOfItsTopic_IsDeliveredAgainInOrder()
    {
        _handler.Fails = _ => true;
        long first = await ReplyAsync(1);
        _handler.Fails = _ => false;
        long second = await ReplyAsync(1);
        await Outbox.DeliverAsync();
        (await RowsAsync()).ShouldBe(2, "the second may not go before the first");
        await DueAsync();

        (await Outbox.DeliverAsync()).ShouldBe(2);

        _handler.Events.Select(raised => raised.PostId!.Value).ShouldBe([second, first, second]);
    }

    [Fact]
    [Covers(FailurePoint.LeaseHolderDies)]
    public async Task LeaseOfADeadProcess_EndsByItself()
    {
        _handler.Fails = _ => true;
        long post = await ReplyAsync(1);
        await DueAsync();
        _handler.Fails = _ => false;
        (await _database.Get<OutboxStore>().ClaimAsync(1, CancellationToken.None)).Count.ShouldBe(1);
        (await Outbox.DeliverAsync()).ShouldBe(0, "another process has it");
        (await DelayAsync()).ShouldBeInRange(3, OutboxStore.Lease.TotalSeconds);

        await Poll.UntilAsync(async () => await Outbox.DeliverAsync() == 1);

        _handler.Events.Select(raised => raised.PostId!.Value).ShouldBe([post]);
    }

    [Fact]
    [Covers(FailurePoint.TwoProcesses)]
    [Covers(FailurePoint.OrderPerTopic)]
    public async Task SeveralProcesses_DeliverEachRowOnceAndEachTopicInOrder()
    {
        _handler.Fails = _ => true;
        var posts = new List<long>();
        for (int i = 0; i < 300; i++)
        {
            posts.Add(await ReplyAsync(1 + (i % 3)));
        }

        await DueAsync();
        _handler.Fails = _ => false;
        await using ServiceProvider one = Other(_handler);
        await using ServiceProvider two = Other(_handler);
        using var start = new Barrier(3);
        int[] delivered = await Task.WhenAll(
            new[] { Outbox, one.GetRequiredService<IForumOutbox>(), two.GetRequiredService<IForumOutbox>() }.Select(
                outbox =>
                    Task.Run(() =>
                    {
                        start.SignalAndWait();
                        return outbox.DeliverAsync();
                    })
            )
        );

        await Outbox.DeliverAsync();
        _handler.Events.Select(raised => raised.PostId!.Value).Order().ShouldBe(posts);
        delivered.Sum().ShouldBeLessThanOrEqualTo(300);
        foreach (IGrouping<long?, ForumEvent> topic in _handler.Events.GroupBy(raised => raised.TopicId))
        {
            topic.Select(raised => raised.PostId!.Value).ShouldBeInOrder();
        }
    }

    [Fact]
    [Covers(FailurePoint.RolledBack)]
    public async Task RolledBackUnit_IsNeverDelivered()
    {
        await Should.ThrowAsync<TimeoutException>(() =>
            Work.ExecuteAsync<int>(
                async (session, ct) =>
                {
                    await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                    throw new TimeoutException();
                }
            )
        );

        (await RowsAsync()).ShouldBe(0);
        _handler.Calls.ShouldBeEmpty();
    }

    [Fact]
    [Covers(FailurePoint.StartUp)]
    public async Task Host_DeliversAtItsStartAndRemovesAtItsEnd()
    {
        _handler.Fails = _ => true;
        long post = await ReplyAsync(1);
        await DueAsync();
        _handler.Fails = _ => false;
        IHostedService dispatcher = _database.Get<IEnumerable<IHostedService>>().OfType<OutboxDispatcher>().Single();

        await dispatcher.StartAsync(CancellationToken.None);

        await Poll.UntilAsync(() => Task.FromResult(_handler.Events.Any(raised => raised.PostId == post)));
        await ReplyAsync(2);
        await dispatcher.StopAsync(CancellationToken.None);
        (await RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task EventsOfSeveralTopics_AreARowEach()
    {
        await Work.ExecuteAsync(
            async (s, ct) =>
            {
                await s.Topics.PinAsync(1, cancellationToken: ct);
                await s.Topics.PinAsync(2, cancellationToken: ct);
                await s.Topics.PinAsync(1, cancellationToken: ct);
                return await s.Users.DeactivateAsync(3, ct);
            }
        );

        _handler
            .Events.Select(raised => (raised.Kind, raised.TopicId))
            .ShouldBe(
                [
                    (ForumEventKind.TopicChanged, 2),
                    (ForumEventKind.TopicChanged, 1),
                    (ForumEventKind.UserChanged, null),
                ],
                "what was raised twice is raised once"
            );
        (await RowsAsync()).ShouldBe(3);
        await Outbox.DeliverAsync();
        (await RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task ManyUnitsWithoutAHost_AreRemovedAllTheSame()
    {
        for (int i = 0; i < 520; i++)
        {
            await Work.ExecuteAsync((s, ct) => s.Topics.PinAsync(1, i % 2 == 0, ct));
        }

        await Poll.UntilAsync(async () => await RowsAsync() <= 120);
        _handler.Calls.Count.ShouldBe(520);
    }

    private Task<long> ReplyAsync(long topic) =>
        Work.ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(topic), ct));

    private Task<int> RowsAsync() => _database.ScalarAsync<int>("SELECT CAST(COUNT(*) AS integer) FROM forum_outbox");

    /// <summary>Has all that is leased or put off come up now.</summary>
    private Task DueAsync() => _database.ExecuteAsync("UPDATE forum_outbox SET due_at = created_at");

    private Task<double> DelayAsync() =>
        _database.ScalarAsync<double>(
            _database.IsPostgreSql
                ? "SELECT CAST(EXTRACT(epoch FROM due_at - clock_timestamp()) AS double precision) FROM forum_outbox"
                : "SELECT (due_at - (julianday('now') - 2440587.5) * 86400000) / 1000.0 FROM forum_outbox"
        );

    private ServiceProvider Other(IForumEventHandler? handler)
    {
        var services = new ServiceCollection();
        if (handler is not null)
        {
            services.AddSingleton(handler);
        }

        return services.AddLearningStudioRepositories(_database.Engine.Use).BuildServiceProvider();
    }
}
