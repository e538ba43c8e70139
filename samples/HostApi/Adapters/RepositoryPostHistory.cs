using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Adapters;

/// <summary>What moderation asks of earlier posts, from the repositories.</summary>
internal sealed class RepositoryPostHistory(IPostRepository posts) : IPostHistory
{
    private const int Newest = 100;

    public Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        Submission submission,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        posts.GetRecentBodiesAsync(
            new RecentPosts
            {
                AuthorId = submission.AuthorId,
                TopicId = submission.TopicId,
                Since = since,
            },
            Newest,
            cancellationToken
        );

    public Task<int> CountPostsAsync(long authorId, DateTimeOffset since, CancellationToken cancellationToken) =>
        posts.CountByAuthorAsync(authorId, since, cancellationToken);
}
