using LearningStudio.Repositories.Counters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Repositories.Tests.Counters;

public sealed class ForumPresenceTestsOnSqlite : ForumPresenceTests<Sqlite>;

public sealed class ForumPresenceTestsOnPostgreSql : ForumPresenceTests<PostgreSql>;

public abstract class ForumPresenceTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly FakeTimeProvider _time = new(SampleForum.At(600));
    private readonly TestForum<TEngine> _database;

    protected ForumPresenceTests() => _database = new(services => services.AddSingleton<TimeProvider>(_time));

    private IForumPresence Presence => _database.Get<IForumPresence>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Flush_WritesAllInOneStatementEach()
    {
        Presence.Seen(1);
        Presence.Seen(2);
        Presence.Viewed(1);
        Presence.Viewed(1);
        Presence.Viewed(3);
        _time.Advance(TimeSpan.FromMinutes(1));
        Presence.Seen(2);
        Presence.Seen(99);

        using (QueryScope scope = QueryScope.Begin())
        {
            await Presence.FlushAsync();
            await Presence.FlushAsync();
            scope.StatementCount.ShouldBe(2, "the second time nothing is left");
        }

        (await SeenAsync(1), await SeenAsync(2)).ShouldBe((SampleForum.At(600), SampleForum.At(601)));
        (await ViewsAsync(1), await ViewsAsync(2), await ViewsAsync(3)).ShouldBe((9, 7, 8));
    }

    [Fact]
    public async Task EarlierMoment_DoesNotTurnTheClockBack()
    {
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Users.MarkSeenAsync(1, SampleForum.At(900), ct));
        Presence.Seen(1);

        await Presence.FlushAsync();

        (await SeenAsync(1)).ShouldBe(SampleForum.At(900));
    }

    [Fact]
    public async Task UserNeverSeenBefore_IsSeen()
    {
        await _database.ExecuteAsync("UPDATE users SET last_seen_at = NULL");
        Presence.Seen(1);
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Users.MarkSeenAsync(2, SampleForum.At(900), ct));

        await Presence.FlushAsync();

        (await SeenAsync(1), await SeenAsync(2), await SeenAsync(3)).ShouldBe(
            (SampleForum.At(600), SampleForum.At(900), null)
        );
    }

    [Fact]
    public async Task FailedFlush_LosesNothing()
    {
        Presence.Seen(1);
        Presence.Viewed(1);
        await _database.ExecuteAsync("ALTER TABLE topics RENAME TO gone");
        await Should.ThrowAsync<System.Data.Common.DbException>(() => Presence.FlushAsync());
        Presence.Viewed(1);
        await _database.ExecuteAsync("ALTER TABLE gone RENAME TO topics");

        await Presence.FlushAsync();

        ((await SeenAsync(1)), await ViewsAsync(1)).ShouldBe((SampleForum.At(600), 9));
    }

    [Fact]
    public async Task NotesOfManyAtOnce_AllCount()
    {
        Task[] racers =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Enumerable.Range(0, 500).ToList().ForEach(_ => Presence.Viewed(2)))),
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Presence.FlushAsync())),
        ];
        await Task.WhenAll(racers);

        await Presence.FlushAsync();

        (await ViewsAsync(2)).ShouldBe(7 + 4000);
    }

    private async Task<DateTimeOffset?> SeenAsync(long user) =>
        (await _database.Get<IUserRepository>().FindAsync(user))!.LastSeenAt;

    private async Task<int> ViewsAsync(long topic) =>
        (await _database.Get<ITopicRepository>().FindAsync(topic))!.ViewCount;
}
