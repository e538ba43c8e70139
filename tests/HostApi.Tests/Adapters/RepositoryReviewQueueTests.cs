using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Schema;
using LearningStudio.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Adapters;

/// <summary>The queue in a database, through the host's adapter.</summary>
public abstract class RepositoryReviewQueueTests : ReviewQueueContract, IAsyncLifetime
{
    private ServiceProvider? _services;

    protected override IReviewQueue Queue => new RepositoryReviewQueue(Get<IReviewQueueRepository>(), Clock);

    protected abstract Task UseAsync(ForumRepositoriesOptions options);

    public async Task InitializeAsync()
    {
        var options = new ForumRepositoriesOptions();
        await UseAsync(options);
        _services = new ServiceCollection()
            .AddLearningStudioRepositories(o => (o.Sqlite, o.PostgreSql) = (options.Sqlite, options.PostgreSql))
            .BuildServiceProvider();
        await Get<ForumSchema>().MigrateAsync();
        await Get<IForumBulkLoader>()
            .LoadAsync(
                "users",
                (load, ct) =>
                    load.AddUsersAsync(
                        [
                            .. new[] { 1, 2, 3, 9 }.Select(id => new BulkUser
                            {
                                Id = id,
                                Username = $"u{id}",
                                DisplayName = "U",
                                TrustLevel = 1,
                                JoinedAt = Clock.GetUtcNow(),
                            }),
                        ],
                        ct
                    )
            );
    }

    public virtual async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    protected override Task FillAsync(int items) =>
        Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    var queue = new RepositoryReviewQueue(session.ReviewQueue, Clock);
                    for (int i = 1; i <= items; i++)
                    {
                        await queue.AddAsync(
                            new ReviewRequest(
                                new ReviewTarget(ReviewTargetKind.Post, i),
                                ReviewType.FlaggedPost,
                                1 + (i % 4),
                                []
                            ),
                            ct
                        );
                    }

                    return items;
                }
            );
}
