using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Tests.Contracts;

namespace LearningStudio.HostApi.Tests.Adapters;

public sealed class RepositoryReviewQueueTests : ReviewQueueContract, IAsyncLifetime
{
    private readonly ForumHost _host = new();

    protected override IReviewQueue Queue => new RepositoryReviewQueue(_host.Get<IReviewQueueRepository>(), Clock);

    public Task InitializeAsync() =>
        _host
            .Get<IForumBulkLoader>()
            .LoadAsync(
                "users",
                (load, ct) =>
                    load.AddUsersAsync(
                        [
                            .. new[] { 1, 2, 3, 9 }.Select(id => new BulkUser(
                                id,
                                $"u{id}",
                                "U",
                                1,
                                Clock.GetUtcNow(),
                                null
                            )),
                        ],
                        ct
                    )
            );

    public async Task DisposeAsync() => await _host.DisposeAsync();
}
