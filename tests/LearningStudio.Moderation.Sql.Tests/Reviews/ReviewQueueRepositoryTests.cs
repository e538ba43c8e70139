using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.InMemory;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

public sealed class ReviewQueueRepositoryTestsOnSqlite : ReviewQueueRepositoryTests<Sqlite>;

public sealed class ReviewQueueRepositoryTestsOnPostgreSql : ReviewQueueRepositoryTests<PostgreSql>;

/// <summary>What the queue in a database does beyond the contract.</summary>
public abstract class ReviewQueueRepositoryTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly ReviewTarget Post = new(ReviewTargetKind.Post, 1000);
    private readonly Levels _levels = new();
    private readonly TestDatabase<TEngine> _database;

    protected ReviewQueueRepositoryTests() =>
        _database = new TestDatabase<TEngine>(services => services.AddSingleton<ITrustLevels>(_levels));

    private ReviewQueueRepository Queue => _database.Queue;

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CallersTransaction_DecidesWhatIsStored(bool commits)
    {
        await using (DbConnection connection = _database.Engine.Connect())
        {
            await connection.OpenAsync();
            await using DbTransaction transaction = await connection.BeginTransactionAsync();
            ReviewQueueRepository queue = Queue.On(transaction);
            long id = await queue.AddAsync(Flag(Post) with { VoterId = 3 });
            await queue.AddNoteAsync(id, 9, "Seen.");
            (await queue.FindAsync(id))!.Votes.ShouldBe(1, "it reads what it wrote");
            if (commits)
            {
                await transaction.CommitAsync();
            }
        }

        (await Queue.CountPendingAsync()).ShouldBe(commits ? 1 : 0);
        (await _database.ScalarAsync("SELECT COUNT(*) FROM review_log")).ShouldBe(commits ? "1" : "0");
    }

    [Fact]
    public async Task TransactionThatEnded_IsRefused()
    {
        await using DbConnection connection = _database.Engine.Connect();
        await connection.OpenAsync();
        DbTransaction transaction = await connection.BeginTransactionAsync();
        await transaction.CommitAsync();
        await transaction.DisposeAsync();

        Should
            .Throw<Exception>(() => Queue.On(transaction))
            .ShouldBeAssignableTo<Exception>()
            .ShouldSatisfyAllConditions(e => (e is ArgumentException or ObjectDisposedException).ShouldBeTrue());
    }

    [Fact]
    public async Task Decision_IsFoundWithWhatItClosed()
    {
        long one = await Queue.AddAsync(Flag(Post));
        long two = await Queue.AddAsync(Flag(Post) with { Type = ReviewType.SpamDetection });
        long other = await Queue.AddAsync(Flag(Post with { Id = 1001 }));

        await Queue.DecideAsync(Post, new ReviewDecision(false, 9));

        (await Queue.FindDecisionAsync(two)).ShouldBe(one, "the first names the decision");
        (await Queue.FindDecidedAsync([one])).ShouldBe([one, two]);
        (await Queue.FindDecisionAsync(other)).ShouldBeNull();
        await Queue.UndoAsync(
            new UndoRequest
            {
                ItemId = two,
                ModeratorId = 9,
                Window = TimeSpan.FromHours(1),
            }
        );
        (await Queue.FindDecidedAsync([one])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cursor_IsThatOfTheQueueInMemory()
    {
        var memory = new InMemoryReviewQueue(_database.Clock);
        foreach (IReviewQueue queue in new IReviewQueue[] { Queue, memory })
        {
            for (int i = 1; i <= 5; i++)
            {
                await queue.AddAsync(Flag(Post with { Id = i }) with { Priority = 1 + (i % 3), VoterId = 3 });
            }
        }

        string? mine = null;
        string? theirs = null;
        for (int page = 0; page < 3; page++)
        {
            ReviewPage stored = await Queue.ListAsync(new ReviewFilter(), theirs, 2);
            ReviewPage kept = await memory.ListAsync(new ReviewFilter(), mine, 2);
            (mine, theirs) = (stored.Next, kept.Next);

            stored.Items.Select(item => item.Target).ShouldBe(kept.Items.Select(item => item.Target));
            mine.ShouldBe(theirs);
        }

        mine.ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => Queue.ListAsync(new ReviewFilter(), "12", 2));
    }

    [Fact]
    public async Task Recomputing_FollowsTheUsersTrustLevel()
    {
        long id = await Queue.AddAsync(Flag(Post) with { VoterId = 2, VoteWeight = 1.5 });
        await Queue.AddAsync(Flag(Post with { Id = 1001 }) with { ReportedUserId = 2, Priority = 1 });
        await Queue.AddAsync(Flag(Post with { Id = 1002 }) with { ReportedUserId = null });
        long rank = await RankAsync(id);
        (await Queue.RecomputeAsync()).ShouldBe(0, "nobody's level is known");
        _levels.Known[1] = 4;

        (await Queue.RecomputeAsync()).ShouldBe(1);

        (await Queue.FindAsync(id))!.ReportedTrustLevel.ShouldBe(4);
        (await RankAsync(id)).ShouldBe(rank - (15 * ReviewPriority.MillisecondsPerPoint));
        (await Queue.RecomputeAsync()).ShouldBe(0);
        _levels.Asked.ShouldAllBe(asked => asked.SequenceEqual(new long[] { 1, 2 }));
    }

    [Fact]
    public async Task Rank_IsThatOfTheFormula()
    {
        long id = await Queue.AddAsync(Flag(Post) with { VoterId = 2, VoteWeight = 1.5 });
        await Queue.AddAsync(Flag(Post) with { VoterId = 3, Priority = 1 });

        ReviewItem item = (await Queue.FindAsync(id))!;

        double points = ReviewPriority.Compute(item, item.CreatedAt).Score;
        long expected = (long)(points * ReviewPriority.MillisecondsPerPoint) - item.CreatedAt.ToUnixTimeMilliseconds();
        (await RankAsync(id)).ShouldBe(expected);
    }

    [Fact]
    public async Task Log_CannotBeChanged()
    {
        long id = await Queue.AddAsync(Flag(Post));
        await Queue.AddNoteAsync(id, 9, "Seen.");

        var refused = await Should.ThrowAsync<DbException>(() =>
            _database.ExecuteAsync("UPDATE review_log SET note = 'Not seen.'")
        );

        refused.Message.ShouldContain("Entries of the log are not changed.");
        (await Queue.GetLogAsync(id)).Single().Note.ShouldBe("Seen.");
    }

    [Fact]
    public async Task Log_IsCleanedUpAfterTwelveHours()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await WriteAsync(now.AddHours(-13));
        await Queue.CleanUpAsync(now, now);
        (await _database.ScalarAsync("SELECT COUNT(*) FROM review_log")).ShouldBe("0");

        await WriteAsync(now.AddHours(-11));
        await Should.ThrowAsync<DbException>(() => Queue.CleanUpAsync(now, now));
        (await _database.ScalarAsync("SELECT COUNT(*) FROM review_log")).ShouldBe("1");
    }

    // The words of the first version, as that wrote them.
    [Fact]
    public async Task RowsOfTheFirstVersion_AreRead()
    {
        string now = _database.At(_database.Clock.GetUtcNow());
        string[] kinds = ["post", "topic", "user"];
        string[] types =
        [
            "newuserpost",
            "editedpost",
            "spamdetection",
            "flaggedpost",
            "userreport",
            "trustlevelreview",
        ];
        string[] states = ["pending", "approved", "rejected", "superseded"];
        string[] stages = ["open", "escalated", "waiting"];
        int id = 0;
        foreach (string type in types)
        {
            id++;
            await _database.ExecuteAsync(
                $"""
                INSERT INTO review_items (id, target_kind, target_id, type, priority, weight, reasons, state, stage,
                  created_at, due_at, available_at)
                VALUES ({id}, '{kinds[id % 3]}', {id}, '{type}', 2, 25,
                  '[{"{"}"code":"trust-level-0","field":null,"offset":null,"length":null,"weight":0{"}"}]',
                  '{states[id % 4]}', '{stages[id % 3]}', {now}, {now}, {now})
                """
            );
        }

        for (int i = 1; i <= id; i++)
        {
            ReviewItem item = (await Queue.FindAsync(i))!;
            ((int)item.Type, (int)item.Target.Kind, (int)item.State, (int)item.Stage).ShouldBe(
                (i - 1, i % 3, i % 4, i % 3)
            );
            item.Reasons.ShouldBe([new ReviewReason("trust-level-0")]);
        }
    }

    private async Task<long> RankAsync(long id) =>
        long.Parse(
            (await _database.ScalarAsync($"SELECT standing FROM review_items WHERE id = {id}"))!,
            provider: null
        );

    private Task WriteAsync(DateTimeOffset at) =>
        _database.ExecuteAsync(
            $"INSERT INTO review_log (item_id, acted_at, action, state, fence) VALUES (1, {_database.At(at)}, 'note', 'pending', 0)"
        );

    private static ReviewRequest Flag(ReviewTarget target) =>
        new()
        {
            Target = target,
            Type = ReviewType.FlaggedPost,
            Priority = 3,
            Reasons = [new ReviewReason("why")],
            ReportedUserId = 1,
            ReportedTrustLevel = 1,
        };

    private sealed class Levels : ITrustLevels
    {
        public Dictionary<long, int> Known { get; } = [];

        public List<long[]> Asked { get; } = [];

        public Task<IReadOnlyDictionary<long, int>> FindAsync(
            IReadOnlyCollection<long> userIds,
            CancellationToken cancellationToken = default
        )
        {
            Asked.Add([.. userIds]);
            return Task.FromResult<IReadOnlyDictionary<long, int>>(
                userIds.Where(Known.ContainsKey).ToDictionary(id => id, id => Known[id])
            );
        }
    }
}
