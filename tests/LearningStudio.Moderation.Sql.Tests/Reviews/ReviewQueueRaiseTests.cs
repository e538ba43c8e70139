namespace LearningStudio.Repositories.Tests.Queries;

public sealed class ReviewQueueRaiseTestsOnSqlite : ReviewQueueRaiseTests<Sqlite>;

public sealed class ReviewQueueRaiseTestsOnPostgreSql : ReviewQueueRaiseTests<PostgreSql>;

/// <summary>When an entry raises another, and what it changes in it.</summary>
public abstract class ReviewQueueRaiseTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly QueueEntry First = new(
        0,
        "post",
        1000,
        "flagged",
        Priority: 3,
        Weight: 25,
        Votes: 0,
        SpamScore: 0.4,
        "why",
        ReportedUserId: 1,
        ReportedTrustLevel: 1,
        "pending",
        SampleForum.At(10)
    );

    private readonly TestForum<TEngine> _database = new();

    private IReviewQueueRepository Queue => _database.Get<IReviewQueueRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("post", 1000, "flagged", true)]
    [InlineData("topic", 1000, "flagged", false)]
    [InlineData("post", 1001, "flagged", false)]
    [InlineData("post", 1000, "spam", false)]
    public async Task Raised_IsTheEntryOfTheSameTargetAndType(string kind, long target, string type, bool isSame)
    {
        long first = await Queue.AddOrRaiseAsync(First, new QueueSignal(2, HasReasons: true));

        long second = await Queue.AddOrRaiseAsync(
            First with
            {
                TargetKind = kind,
                TargetId = target,
                Type = type,
            },
            new QueueSignal(3, HasReasons: true)
        );

        (second == first).ShouldBe(isSame);
        await Queue.AddOrRaiseAsync(First, new QueueSignal(2, HasReasons: true));
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
        string reasons
    )
    {
        long id = await Queue.AddOrRaiseAsync(First, new QueueSignal(null, HasReasons: true));

        await Queue.AddOrRaiseAsync(
            First with
            {
                Priority = priority,
                SpamScore = score,
                Reasons = "other",
                Weight = 99,
                ReportedUserId = 2,
                ReportedTrustLevel = 2,
                CreatedAt = SampleForum.At(11),
            },
            new QueueSignal(HasReasons: hasReasons)
        );

        QueueEntry raised = (await Queue.FindAsync(id))!;
        raised.ShouldBe(
            First with
            {
                Id = id,
                Standing = raised.Standing,
                DueAt = raised.DueAt,
                AvailableAt = raised.AvailableAt,
                Priority = resultingPriority,
                SpamScore = resultingScore,
                Reasons = reasons,
            }
        );
    }
}
