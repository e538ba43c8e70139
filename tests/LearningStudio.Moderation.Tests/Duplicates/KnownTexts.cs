namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>Texts by post id.</summary>
internal sealed class KnownTexts : Dictionary<long, string>, IPostTexts
{
    public Task<IReadOnlyDictionary<long, string>> GetBodiesAsync(
        IReadOnlyCollection<long> postIds,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<long, string>>(
            postIds.Where(ContainsKey).ToDictionary(id => id, id => this[id])
        );
}
