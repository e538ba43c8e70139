using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation;

/// <summary>
/// Reads the texts of posts, so that <see cref="DuplicateDetector"/> compares texts instead of sketches: implement it over
/// your own data. Must be thread-safe.
/// </summary>
public interface IPostTexts
{
    /// <summary>Reads bodies by post id, at most 32; those that are not there are left out.</summary>
    Task<IReadOnlyDictionary<long, string>> GetBodiesAsync(
        IReadOnlyCollection<long> postIds,
        CancellationToken cancellationToken
    );
}
