namespace LearningStudio.Moderation.Duplicates;

/// <summary>Where fingerprints are kept: implement it over your own data. Must be thread-safe.</summary>
/// <remarks>
/// Copies are a cluster, and of a cluster one entry is found by its bands, its representative, and one more for each
/// label that the found ones do not have: however many copies come, a lookup stays as cheap. Where the last found entry
/// of a cluster goes, the one with the least id takes its place. Two copies that come in the same moment may both be found.
/// </remarks>
public interface IFingerprintStore
{
    /// <summary>How many entries <see cref="FindAsync"/> returns at the most.</summary>
    const int MaxCandidates = 32;

    /// <summary>Keeps a post's fingerprint, in the place of its earlier one. Of an empty text nothing is kept.</summary>
    Task AddAsync(NewFingerprint fingerprint, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the entries that share a band with a text: those that share the most first, then the newest by id, at most
    /// <see cref="MaxCandidates"/>.
    /// </summary>
    /// <param name="bands">The text's <see cref="Fingerprint.Bands"/>.</param>
    /// <param name="maxBucket">How many entries of a band are looked at, the newest by id; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<FingerprintEntry>> FindAsync(
        IReadOnlyList<long> bands,
        int maxBucket,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the ids of the kept posts of a cluster in ascending order, for one decision about all of them.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="limit">How many to read at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<long>> GetClusterAsync(long clusterId, int limit, CancellationToken cancellationToken = default);

    /// <summary>Says what moderators said of a post.</summary>
    /// <returns>Whether it is kept.</returns>
    Task<bool> MarkAsync(long postId, FingerprintLabel label, CancellationToken cancellationToken = default);

    /// <summary>Forgets a post.</summary>
    /// <returns>Whether it was kept.</returns>
    Task<bool> RemoveAsync(long postId, CancellationToken cancellationToken = default);

    /// <summary>Forgets what was added before a moment, confirmed spam excepted.</summary>
    /// <returns>How many posts.</returns>
    Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}
