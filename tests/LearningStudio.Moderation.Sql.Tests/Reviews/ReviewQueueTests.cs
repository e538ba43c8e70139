using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Tests.Contracts;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

public sealed class ReviewQueueTestsOnSqlite : ReviewQueueTests<Sqlite>;

public sealed class ReviewQueueTestsOnPostgreSql : ReviewQueueTests<PostgreSql>;

/// <summary>The contract over a database.</summary>
public abstract class ReviewQueueTests<TEngine> : ReviewQueueContract, IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private TestDatabase<TEngine> _database = null!;

    protected override IReviewQueue Queue => _database.Get<IReviewQueue>();

    public Task InitializeAsync()
    {
        _database = new TestDatabase<TEngine>(clock: Clock);
        return _database.InitializeAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    // In one transaction, of a caller's.
    protected override async Task FillAsync(int items)
    {
        await using DbConnection connection = _database.Engine.Connect();
        await connection.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        ReviewQueueRepository queue = _database.Queue.On(transaction);
        for (int i = 1; i <= items; i++)
        {
            var target = new ReviewTarget(ReviewTargetKind.Post, i);
            await queue.AddAsync(
                new ReviewRequest
                {
                    Target = target,
                    Type = ReviewType.FlaggedPost,
                    Priority = 1 + (i % 4),
                    Reasons = [],
                }
            );
        }

        await transaction.CommitAsync();
    }
}
