using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

public sealed class ReviewQueueRaiseTestsOnSqlite : ReviewQueueRaiseTests<Sqlite>;

public sealed class ReviewQueueRaiseTestsOnPostgreSql : ReviewQueueRaiseTests<PostgreSql>;

/// <summary>When a request raises an item, and what it changes in it.</summary>
public abstract class ReviewQueueRaiseTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly ReviewRequest First = new()
    {
        Target = new ReviewTarget(ReviewTargetKind.Post, 1000),
        Type = ReviewType.FlaggedPost,
        Priority = 3,
        Reasons = [new ReviewReason("why")],
        SpamScore = 0.4,
        ReportedUserId = 1,
        ReportedTrustLevel = 1,
    };

    private readonly TestDatabase<TEngine> _database = new();

    private ReviewQueueRepository Queue => _database.Queue;

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(ReviewTargetKind.Post, 1000, ReviewType.FlaggedPost, true)]
    [InlineData(ReviewTargetKind.Topic, 1000, ReviewType.FlaggedPost, false)]
    [InlineData(ReviewTargetKind.Post, 1001, ReviewType.FlaggedPost, false)]
    [InlineData(ReviewTargetKind.Post, 1000, ReviewType.SpamDetection, false)]
    public async Task Raised_IsTheItemOfTheSameTargetAndType(
        ReviewTargetKind kind,
        long target,
        ReviewType type,
        bool isSame
    )
    {
        long first = await Queue.AddAsync(First with { VoterId = 2 });

        long second = await Queue.AddAsync(
            First with
            {
                Target = new ReviewTarget(kind, target),
                Type = type,
                VoterId = 3,
            }
        );

        (second == first).ShouldBe(isSame);
        await Queue.AddAsync(First with { VoterId = 2 });
        (await Queue.FindAsync(first))!.Votes.ShouldBe(isSame ? 2 : 1);
        (await Queue.FindAsync(second))!.Votes.ShouldBe(isSame ? 2 : 1);
        (await Queue.CountPendingAsync()).ShouldBe(isSame ? 1 : 2);
    }

    [Theory]
    [InlineData(2, null, false, 2, 0.4, "why")]
    [InlineData(3, 0.1, false, 3, 0.1, "why")]
    [InlineData(4, 0.9, true, 3, 0.9, "other")]
    [InlineData(1, null, true, 1, 0.4, "other")]
    public async Task Raising_TakesTheMoreUrgentPriorityAndWhatIsNew(
        int priority,
        double? score,
        bool hasReasons,
        int resultingPriority,
        double resultingScore,
        string reason
    )
    {
        long id = await Queue.AddAsync(First);
        ReviewItem before = (await Queue.FindAsync(id))!;
        _database.Clock.Advance(TimeSpan.FromMinutes(1));

        await Queue.AddAsync(
            First with
            {
                Priority = priority,
                SpamScore = score,
                Reasons = hasReasons ? [new ReviewReason("other")] : [],
                ReportedUserId = 2,
                ReportedTrustLevel = 2,
            }
        );

        ReviewItem raised = (await Queue.FindAsync(id))!;
        raised.Reasons.ShouldHaveSingleItem().Code.ShouldBe(reason);
        (raised with { Reasons = before.Reasons }).ShouldBe(
            before with
            {
                Priority = resultingPriority,
                SpamScore = resultingScore,
            }
        );
    }
}
