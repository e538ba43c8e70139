using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Writing;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>What SQLite may do to a unit of work: it succeeds later or fails as documented, and never by half.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private const int Busy = 5;
    private const int Full = 13;
    private readonly ObservedTime _time = new(SampleForum.At(600));
    private readonly TestForum<Sqlite> _database;

    public SqliteFaultTests() =>
        _database = new TestForum<Sqlite>(
            services => services.AddSingleton<TimeProvider>(_time),
            o =>
            {
                o.Sqlite += ";Default Timeout=1";
                o.MaxAttempts = 2;
            }
        );

    private IForumUnitOfWork Work => _database.Get<IForumUnitOfWork>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task LockedDatabase_IsTriedAgain()
    {
        Task<long> work;
        await using (await LockAsync())
        {
            work = Work.ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct));
            await _time.SomebodyWaits;
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        (await work).ShouldBeGreaterThan(3003);
        (await _database.Get<IForumRepository>().GetSiteStatsAsync()).Posts.ShouldBe(13);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task DatabaseThatStaysLocked_IsToldAfterTheAttempts()
    {
        await using (await LockAsync())
        {
            Task<long> work = Work.ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct));
            await _time.SomebodyWaits;
            _time.Advance(TimeSpan.FromMinutes(1));

            (await Should.ThrowAsync<SqliteException>(work)).SqliteErrorCode.ShouldBe(Busy);
        }

        await NothingChangedAsync();
    }

    [Fact]
    public async Task FullDatabase_KeepsNothingOfTheUnit()
    {
        var full = await Should.ThrowAsync<SqliteException>(() =>
            Work.ExecuteAsync(
                async (session, ct) =>
                {
                    long pages = await session.Db().ExecuteAsync<long>("PRAGMA page_count", ct);
                    await session.Db().ExecuteAsync($"PRAGMA max_page_count = {pages}", ct);
                    var topic = new NewTopic
                    {
                        ForumId = 2,
                        AuthorId = 1,
                        Title = "big",
                        Body = new string('x', 1_000_000),
                        CreatedAt = SampleForum.At(5000),
                    };
                    return await session.Topics.OpenAsync(topic, ct);
                }
            )
        );

        full.SqliteErrorCode.ShouldBe(Full);
        SqliteConnection.ClearAllPools();
        await NothingChangedAsync();
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM topics")).ShouldBe(3);
    }

    [Fact]
    public async Task Cancellation_EndsBetweenStatements()
    {
        using var cancellation = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Work.ExecuteAsync(
                async (session, ct) =>
                {
                    await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                    await cancellation.CancelAsync();
                    return await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                },
                cancellation.Token
            )
        );

        await NothingChangedAsync();
    }

    [Fact]
    public async Task CancellationAfterTheLastStatement_StillRollsBack()
    {
        using var cancellation = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Work.ExecuteAsync(
                async (session, ct) =>
                {
                    long post = await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                    await cancellation.CancelAsync();
                    return post;
                },
                cancellation.Token
            )
        );

        await NothingChangedAsync();
    }

    private async Task<IAsyncDisposable> LockAsync()
    {
        var connection = new SqliteConnection($"Data Source={_database.Engine.File};Pooling=false");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task NothingChangedAsync()
    {
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts")).ShouldBe(12);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }
}
