using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Writing;
using LinqToDB.Data;
using Npgsql;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>What PostgreSQL may do to a unit of work: it succeeds later or fails as documented, and never by half.</summary>
public sealed class PostgreSqlFaultTests : IAsyncLifetime
{
    private readonly TestForum<PostgreSql> _database = new();

    private IForumUnitOfWork Work => _database.Get<IForumUnitOfWork>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    public async Task SerializationFailure_RunsTheWholeUnitAgain(string state)
    {
        int attempts = await AddAsync(
            (session, attempt) =>
                attempt == 1
                    ? session.Db().ExecuteAsync($"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$")
                    : Task.CompletedTask
        );

        attempts.ShouldBe(2);
        await OnePostMoreAsync();
    }

    [Fact]
    public async Task FailureOfAnotherKind_ReachesTheCallerAtOnce()
    {
        int attempts = 0;

        await Should.ThrowAsync<PostgresException>(() =>
            AddAsync(
                (session, attempt) =>
                {
                    attempts = attempt;
                    return session.Db().ExecuteAsync("SELECT 1 / 0");
                }
            )
        );

        attempts.ShouldBe(1);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task EndlessSerializationFailures_EndAfterTheAttempts()
    {
        int attempts = 0;

        var failure = await Should.ThrowAsync<PostgresException>(() =>
            AddAsync(
                (session, attempt) =>
                {
                    attempts = attempt;
                    return session.Db().ExecuteAsync("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
                }
            )
        );

        (attempts, failure.SqlState).ShouldBe((5, "40001"));
        await NothingChangedAsync();
    }

    [Fact]
    public async Task KilledBackend_IsLeftForAnotherConnection()
    {
        int attempts = await AddAsync(
            async (session, attempt) =>
            {
                if (attempt == 1)
                {
                    int backend = await session.Db().ExecuteAsync<int>("SELECT pg_backend_pid()");
                    await _database.ExecuteAsync($"SELECT pg_terminate_backend({backend})");
                }
            }
        );

        attempts.ShouldBe(2);
        await OnePostMoreAsync();
    }

    [Fact]
    public async Task ConnectionLostInTheCommit_IsToldAndNotTriedAgain()
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
        int attempts = 0;

        var lost = await Should.ThrowAsync<CommitUncertainException>(() =>
            AddAsync(
                (_, attempt) =>
                {
                    attempts = attempt;
                    return Task.CompletedTask;
                }
            )
        );

        attempts.ShouldBe(1);
        lost.InnerException.ShouldBeAssignableTo<NpgsqlException>();
        await NothingChangedAsync();
    }

    [Fact]
    public async Task UnitsThatLockEachOther_BothSucceed()
    {
        using var bothHaveOne = new Barrier(2);
        await Task.WhenAll(MoveAsync(1, 2), MoveAsync(2, 1));

        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        (await _database.ScalarAsync<int>("SELECT COUNT(*)::int FROM topics WHERE title = 'both'")).ShouldBe(2);

        Task<int> MoveAsync(long first, long second)
        {
            int attempt = 0;
            return Task.Run(() =>
                Work.ExecuteAsync(
                    async (session, ct) =>
                    {
                        await session.Topics.RenameAsync(first, "both", ct);
                        if (++attempt == 1)
                        {
                            bothHaveOne.SignalAndWait(ct);
                        }

                        await session.Topics.RenameAsync(second, "both", ct);
                        return attempt;
                    }
                )
            );
        }
    }

    [Fact]
    public async Task Cancellation_EndsTheStatementThatRuns()
    {
        using var cancellation = new CancellationTokenSource();
        Task<int> work = Work.ExecuteAsync(
            async (session, ct) =>
            {
                await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                Task<int> sleeps = session.Db().ExecuteAsync("SELECT pg_sleep(600)", ct);
                await cancellation.CancelAsync();
                return await sleeps;
            },
            cancellation.Token
        );

        await Should.ThrowAsync<OperationCanceledException>(work);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task CancellationWhileTheCountersAreLocked_EndsTheUnit()
    {
        await using var other = new NpgsqlConnection(_database.Engine.ConnectionString);
        await other.OpenAsync();
        await using NpgsqlTransaction transaction = await other.BeginTransactionAsync();
        await using var takes = new NpgsqlCommand("SELECT 1 FROM forum_stats FOR UPDATE", other, transaction);
        await takes.ExecuteNonQueryAsync();
        using var cancellation = new CancellationTokenSource();
        Task<long> work = Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(SampleForum.Reply(1), ct), cancellation.Token);
        await WaitingAsync(1);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(work);
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData("INITIALLY IMMEDIATE")]
    [InlineData("INITIALLY DEFERRED")]
    public async Task SerializationFailureBesideTheCommit_RunsTheWholeUnitAgain(string when)
    {
        // A sequence keeps its value when the transaction is rolled back.
        await _database.ExecuteAsync(
            $"""
            CREATE SEQUENCE attempts;
            CREATE FUNCTION fails_once() RETURNS trigger LANGUAGE plpgsql AS $BODY$
            BEGIN IF nextval('attempts') = 1 THEN RAISE EXCEPTION USING ERRCODE = '40001'; END IF; RETURN NEW; END $BODY$;
            CREATE CONSTRAINT TRIGGER fails_once AFTER UPDATE ON forum_stats DEFERRABLE {when}
            FOR EACH ROW EXECUTE FUNCTION fails_once();
            """
        );

        int attempts = await AddAsync((_, _) => Task.CompletedTask);

        attempts.ShouldBe(2);
        await OnePostMoreAsync();
    }

    // The last post goes while a post of another day, and older, waits for the counters.
    [Fact]
    public async Task OlderPostBesideARemoval_IsCounted()
    {
        await Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(SampleForum.Reply(1, minute: 9000), ct));
        await _database.ExecuteAsync(
            """
            CREATE FUNCTION waits() RETURNS trigger LANGUAGE plpgsql AS $BODY$
            BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END $BODY$;
            CREATE CONSTRAINT TRIGGER waits AFTER UPDATE ON forum_stats DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION waits();
            """
        );
        long last = await _database.ScalarAsync<long>("SELECT MAX(id) FROM posts");
        Task<bool> removal;
        Task<long> addition;
        await using (var gate = new NpgsqlConnection(_database.Engine.ConnectionString))
        {
            await gate.OpenAsync();
            await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate);
            await hold.ExecuteNonQueryAsync();
            removal = Work.ExecuteAsync((s, ct) => s.Posts.DeleteAsync(last, SampleForum.At(9001), ct));
            await WaitingAsync(1);
            NewPost older = SampleForum.Reply(2, minute: 4000);
            addition = Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(older, ct));
            await WaitingAsync(2);
            await using var release = new NpgsqlCommand("SELECT pg_advisory_unlock(7)", gate);
            await release.ExecuteNonQueryAsync();
        }

        (await removal).ShouldBeTrue();
        (await addition).ShouldBeGreaterThan(last);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadBesideWriters_LeavesTheCountersRight()
    {
        Task[] writers =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int i = 0; i < 20; i++)
                        {
                            await Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(SampleForum.Reply(1 + (i % 3)), ct));
                        }
                    })
                ),
        ];
        for (int i = 0; i < 5; i++)
        {
            await _database.Loader.LoadAsync("sample", (_, _) => Task.CompletedTask);
        }

        await Task.WhenAll(writers);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    private Task WaitingAsync(int units)
    {
        const string Waiting =
            "SELECT COUNT(*)::int FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) OR NOT granted AND locktype = 'transactionid'";
        return Poll.UntilAsync(async () => await _database.ScalarAsync<int>(Waiting) >= units);
    }

    private async Task<int> AddAsync(Func<IForumSession, int, Task> meanwhile)
    {
        int attempt = 0;
        return await Work.ExecuteAsync(
            async (session, ct) =>
            {
                attempt++;
                await session.Posts.AddAsync(SampleForum.Reply(1), ct);
                await meanwhile(session, attempt);
                await session.Topics.PinAsync(1, cancellationToken: ct);
                return attempt;
            }
        );
    }

    private async Task OnePostMoreAsync()
    {
        (await _database.Get<IForumRepository>().GetSiteStatsAsync()).Posts.ShouldBe(13);
        (await _database.ScalarAsync<int>("SELECT COUNT(*)::int FROM posts")).ShouldBe(13);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    private async Task NothingChangedAsync()
    {
        (await _database.ScalarAsync<int>("SELECT COUNT(*)::int FROM posts")).ShouldBe(12);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }
}
