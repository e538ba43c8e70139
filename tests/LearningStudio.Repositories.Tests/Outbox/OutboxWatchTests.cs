using System.Diagnostics.Metrics;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>What an operator sees of the outbox.</summary>
public sealed class OutboxWatchTests : IAsyncLifetime
{
    private readonly SeparateMeters _meters = new();
    private readonly FakeTimeProvider _time = new(SampleForum.At(600));
    private readonly OutboxHandler _handler = new();
    private readonly TestForum<Sqlite> _database;

    public OutboxWatchTests() =>
        _database = new TestForum<Sqlite>(services =>
            services
                .AddSingleton<IMeterFactory>(_meters)
                .AddSingleton<TimeProvider>(_time)
                .AddSingleton<IForumEventHandler>(_handler)
                .AddFakeLogging()
        );

    private FakeLogCollector Logs => _database.Get<FakeLogCollector>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _meters.Dispose();
    }

    [Fact]
    public async Task PendingRows_AreMeasured()
    {
        using var pending = new MetricCollector<long>(_meters, "LearningStudio.Repositories", "forum.outbox.pending");
        using var age = new MetricCollector<double>(_meters, "LearningStudio.Repositories", "forum.outbox.oldest_age");
        using var failures = new MetricCollector<long>(_meters, "LearningStudio.Repositories", "forum.outbox.failures");
        _handler.Fails = _ => true;
        await ReplyAsync();
        await _database.ExecuteAsync("UPDATE forum_outbox SET created_at = created_at - 90000, due_at = created_at");

        await _database.Get<IForumOutbox>().DeliverAsync();

        pending.LastMeasurement!.Value.ShouldBe(1);
        age.LastMeasurement!.Value.ShouldBeInRange(90, 150);
        failures.GetMeasurementSnapshot().Sum(measured => measured.Value).ShouldBe(2);
        _handler.Fails = _ => false;
        await _database.ExecuteAsync("UPDATE forum_outbox SET due_at = created_at");
        await _database.Get<IForumOutbox>().DeliverAsync();
        pending.LastMeasurement!.Value.ShouldBe(0);
        age.LastMeasurement!.Value.ShouldBe(0);
    }

    [Fact]
    public async Task FailuresRightAfterACommit_AreLoggedOnceInTenSeconds()
    {
        _handler.Fails = _ => true;
        await ReplyAsync();
        await ReplyAsync();
        await ReplyAsync();
        Logs.Count.ShouldBe(1);

        _time.Advance(TimeSpan.FromSeconds(10));
        await ReplyAsync();

        Logs.Count.ShouldBe(2);
        Logs.LatestRecord.Message.ShouldContain("handlers of 2 other units");
    }

    [Fact]
    public async Task RowOfANewerVersion_IsPutOffAndNamed()
    {
        await _database.ExecuteAsync(
            """INSERT INTO forum_outbox (unit, events, created_at, due_at) VALUES (1, '[["new",1,1,1,[1]]]', 1, 1)"""
        );
        _handler.Fails = _ => true;
        await ReplyAsync();
        _handler.Fails = _ => false;
        await _database.ExecuteAsync("UPDATE forum_outbox SET due_at = created_at");

        (await _database.Get<IForumOutbox>().DeliverAsync()).ShouldBe(1, "the others are delivered");

        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM forum_outbox WHERE attempts = 1")).ShouldBe(1);
        (Logs.LatestRecord.Id.Id, Logs.LatestRecord.Exception).ShouldBe((3, null));
        Logs.LatestRecord.Message.ShouldContain("FormatException");
    }

    [Fact]
    public async Task HandlerThatIsDown_IsNotCalledForEveryRow()
    {
        int calls = 0;
        _handler.Fails = _ => ++calls > 0;
        for (int i = 0; i < 30; i++)
        {
            await ReplyAsync();
            await _database.ExecuteAsync($"UPDATE forum_outbox SET topic_id = {100 + i} WHERE topic_id = 1");
        }

        calls = 0;
        await _database.ExecuteAsync("UPDATE forum_outbox SET due_at = created_at");
        (await _database.Get<IForumOutbox>().DeliverAsync()).ShouldBe(0);

        calls.ShouldBe(4, "all together, then three one by one");
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM forum_outbox WHERE attempts = 1")).ShouldBe(30);
    }

    [Fact]
    public async Task TableThatCannotBeRead_IsLoggedOnceUntilItCan()
    {
        await _database.ExecuteAsync("ALTER TABLE forum_outbox RENAME TO gone");
        IHostedService dispatcher = _database.Get<IEnumerable<IHostedService>>().OfType<OutboxDispatcher>().Single();
        await dispatcher.StartAsync(CancellationToken.None);
        await PollAsync(() => Logs.Count == 1);
        for (int i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        await _database.ExecuteAsync("ALTER TABLE gone RENAME TO forum_outbox");
        _handler.Fails = _ => true;
        await ReplyAsync();
        _handler.Fails = _ => false;

        await PollAsync(() => _handler.Calls.Count == 1);

        await dispatcher.StopAsync(CancellationToken.None);
        Logs.GetSnapshot().Select(record => record.Id.Id).ShouldBe([4, 2]);
    }

    private Task PollAsync(Func<bool> condition) =>
        Poll.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(condition());
        });

    private Task<long> ReplyAsync() =>
        _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct));
}
