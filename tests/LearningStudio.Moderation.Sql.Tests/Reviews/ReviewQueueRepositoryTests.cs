using System.Data.Common;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class ReviewQueueRepositoryTestsOnSqlite : ReviewQueueRepositoryTests<Sqlite>;

public sealed class ReviewQueueRepositoryTestsOnPostgreSql : ReviewQueueRepositoryTests<PostgreSql>;

public abstract class ReviewQueueRepositoryTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IReviewQueueRepository Queue => _database.Get<IReviewQueueRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task SameTargetAndType_IsOneEntryOfTheMoreUrgentPriority()
    {
        long first = await Queue.AddOrRaiseAsync(
            Entry(1000, priority: 3) with
            {
                SpamScore = 0.4,
            },
            new QueueSignal(2, HasReasons: true)
        );
        long again = await Queue.AddOrRaiseAsync(
            Entry(1000, priority: 2) with
            {
                Reasons = "new",
            },
            new QueueSignal(2, HasReasons: false)
        );
        await Queue.AddOrRaiseAsync(
            Entry(1000, priority: 4) with
            {
                Reasons = "newest",
            },
            new QueueSignal(3, HasReasons: true)
        );

        again.ShouldBe(first);
        QueueEntry entry = (await Queue.FindAsync(first))!;
        (entry.Priority, entry.Votes, entry.SpamScore, entry.Reasons).ShouldBe((2, 2, 0.4, "newest"));
        (entry.ReportedUserId, entry.State, entry.CreatedAt).ShouldBe((1, "pending", SampleForum.At(10)));
        (await Queue.FindAsync(99)).ShouldBeNull();
    }

    [Fact]
    public async Task Pending_AreTheMostUrgentFirst()
    {
        DateTimeOffset now = SampleForum.At(60 * 24);
        long old = await Queue.AddOrRaiseAsync(Entry(1000, priority: 3), new QueueSignal(null, HasReasons: false));
        long later = await Queue.AddOrRaiseAsync(
            Entry(1001, priority: 3) with
            {
                CreatedAt = SampleForum.At(900),
            },
            new QueueSignal(null, HasReasons: false)
        );
        long urgent = await Queue.AddOrRaiseAsync(
            Entry(1002, priority: 1) with
            {
                CreatedAt = now,
            },
            new QueueSignal(null, HasReasons: false)
        );
        long future = await Queue.AddOrRaiseAsync(
            Entry(1003, priority: 3) with
            {
                CreatedAt = now.AddDays(1),
            },
            new QueueSignal(null, HasReasons: false)
        );

        (await Queue.GetPendingAsync(now, 0, 10))
            .Entries.Select(entry => entry.Id)
            .ShouldBe([urgent, old, later, future]);
        (await Queue.GetPendingAsync(now, 1, 2)).Entries.Select(entry => entry.Id).ShouldBe([old, later]);
        // After four days age weighs no more.
        (await Queue.GetPendingAsync(now.AddDays(30), 0, 10))
            .Entries.Select(e => e.Id)
            .ShouldBe([urgent, old, later, future]);
    }

    [Fact]
    public async Task Decision_ClosesEveryEntryOfTheTarget()
    {
        long flagged = await Queue.AddOrRaiseAsync(Entry(1000, 3), new QueueSignal(null, HasReasons: false));
        await Queue.AddOrRaiseAsync(
            Entry(1000, 3) with
            {
                Type = "spamdetection",
            },
            new QueueSignal(null, HasReasons: false)
        );
        await Queue.AddOrRaiseAsync(Entry(1001, 3), new QueueSignal(null, HasReasons: false));
        var decision = new QueueDecision("approved", 2, SampleForum.At(100));

        (await Queue.DecideAsync("post", 1000, decision)).ShouldBe(2);
        (await Queue.DecideAsync("post", 1000, decision)).ShouldBe(0);

        QueueEntry decided = (await Queue.FindAsync(flagged))!;
        (decided.State, decided.DecidedBy, decided.DecidedAt).ShouldBe(("approved", 2, SampleForum.At(100)));
        (await Queue.CountPendingAsync()).ShouldBe(1);
        (await Queue.CountPendingAsync(1)).ShouldBe(1);
        (await Queue.CountPendingAsync(1, "flaggedpost")).ShouldBe(0);
        (await Queue.CountPendingAsync(2)).ShouldBe(0);
        (await Queue.AddOrRaiseAsync(Entry(1000, 3), new QueueSignal(null, HasReasons: false))).ShouldNotBe(
            flagged,
            "a decided entry is not raised"
        );
    }

    [Fact]
    public async Task Reopening_PutsNewEntriesInTheirPlaceWithTheVotes()
    {
        long before = await Queue.AddOrRaiseAsync(Entry(1000, 3), new QueueSignal(2, HasReasons: false));

        await Queue.ReopenAsync("post", 1000, SampleForum.At(20));

        QueueEntry after = (await Queue.GetPendingAsync(SampleForum.At(20), 0, 10)).Entries.ShouldHaveSingleItem();
        after.Id.ShouldNotBe(before);
        (after.Votes, (await Queue.FindAsync(before))!.State).ShouldBe((1, "superseded"));
        await Queue.AddOrRaiseAsync(Entry(1000, 3), new QueueSignal(2, HasReasons: false));
        (await Queue.FindAsync(after.Id))!.Votes.ShouldBe(1, "a voter counts once");
    }

    [Fact]
    public async Task Figures_SumUpSinceAMoment()
    {
        await Queue.AddOrRaiseAsync(Entry(1000, 3), new QueueSignal(null, HasReasons: false));
        await Queue.AddOrRaiseAsync(
            Entry(1001, 3) with
            {
                CreatedAt = SampleForum.At(50),
            },
            new QueueSignal(null, HasReasons: false)
        );
        await Queue.DecideAsync("post", 1000, new QueueDecision("rejected", 2, SampleForum.At(60)));

        IReadOnlyList<QueueFigure> figures = await Queue.GetFiguresAsync(SampleForum.At(50));

        figures
            .OrderBy(figure => figure.State)
            .ShouldBe([
                new QueueFigure("flaggedpost", "pending", 1, 1, 0, 0),
                new QueueFigure("flaggedpost", "rejected", 1, 0, 1, 3000),
            ]);
    }

    [Fact]
    public async Task Recomputing_FollowsTheUsersTrustLevel()
    {
        long id = await Queue.AddOrRaiseAsync(Placed(1000), new QueueSignal(VoterId: 2, VoteWeight: 1.5));
        await _database.ExecuteAsync("UPDATE users SET trust_level = 4 WHERE id = 1");
        QueueEntry before = (await Queue.FindAsync(id))!;

        (await Queue.RecomputeAsync()).ShouldBe(1);

        QueueEntry after = (await Queue.FindAsync(id))!;
        (after.ReportedTrustLevel, after.Weight).ShouldBe((4, before.Weight - 15));
        after.Standing.ShouldBe(before.Standing - (15 * 7_200_000L));
        (await Queue.RecomputeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Log_CannotBeChanged()
    {
        long id = await Queue.AddOrRaiseAsync(Placed(1000), new QueueSignal());
        await Queue.AddNoteAsync(id, 9, "Seen.", SampleForum.At(20));

        var refused = await Should.ThrowAsync<DbException>(() =>
            _database.ExecuteAsync("UPDATE review_log SET note = 'Not seen.'")
        );

        refused.Message.ShouldContain("Entries of the log are not changed.");
        (await Queue.GetLogAsync(id)).Single().Note.ShouldBe("Seen.");
    }

    private static QueueEntry Placed(long post)
    {
        QueueEntry entry = Entry(post, priority: 3);
        return entry with
        {
            Standing = (long)((50 + entry.Weight) * 7_200_000) - entry.CreatedAt.ToUnixTimeMilliseconds(),
        };
    }

    private static QueueEntry Entry(long post, int priority) =>
        new(0, "post", post, "flaggedpost", priority, 25, 0, null, "why", 1, 1, "pending", SampleForum.At(10));
}
