using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

/// <summary>The trust levels of the forum's users, for the order of the review queue.</summary>
internal sealed class RepositoryTrustLevels(IUserRepository users) : ITrustLevels
{
    public async Task<IReadOnlyDictionary<long, int>> FindAsync(
        IReadOnlyCollection<long> userIds,
        CancellationToken cancellationToken = default
    ) =>
        (await users.GetByIdsAsync(userIds, cancellationToken)).ToDictionary(
            user => user.User.Id!.Value,
            user => user.TrustLevel
        );
}
