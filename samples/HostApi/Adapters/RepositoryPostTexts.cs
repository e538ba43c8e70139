using LearningStudio.Moderation;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

/// <summary>The texts of earlier posts, for moderation to compare: of those that readers see.</summary>
internal sealed class RepositoryPostTexts(IPostRepository posts) : IPostTexts
{
    public async Task<IReadOnlyDictionary<long, string>> GetBodiesAsync(
        IReadOnlyCollection<long> postIds,
        CancellationToken cancellationToken
    ) =>
        (await posts.GetByIdsAsync(postIds, cancellationToken)).ToDictionary(
            placed => placed.Post.Id,
            placed => placed.Post.Body
        );
}
