namespace LearningStudio.Repositories;

/// <summary>Fingerprints of posts and the bands by which copies are found. Thread-safe.</summary>
/// <remarks>
/// Copies are a cluster, of which one is found, and one more for each label that the found ones do not have. Where the last
/// found one goes, the one with the least id takes its place.
/// </remarks>
public interface IFingerprintRepository
{
    /// <summary>Keeps a post's fingerprint, in the place of its earlier one. One statement.</summary>
    /// <param name="fingerprint">The fingerprint.</param>
    /// <param name="bands">Its bands; at most 1,000.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    Task AddAsync(
        KeptFingerprint fingerprint,
        IReadOnlyCollection<long> bands,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds fingerprints that share bands: those that share the most first, then the newest by id. One statement.</summary>
    /// <param name="bands">The bands; at most 1,000.</param>
    /// <param name="maxBucket">How many posts of a band are looked at, the newest by id; from 1 to 1,000.</param>
    /// <param name="limit">How many to read at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<KeptFingerprint>> FindAsync(
        IReadOnlyCollection<long> bands,
        int maxBucket,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the ids of a cluster's posts in ascending order. One statement.</summary>
    Task<IReadOnlyList<long>> GetClusterAsync(long clusterId, int limit, CancellationToken cancellationToken = default);

    /// <summary>Changes a label. One statement.</summary>
    /// <returns>Whether the post's fingerprint is kept.</returns>
    Task<bool> MarkAsync(long postId, string label, CancellationToken cancellationToken = default);

    /// <summary>Removes a post's fingerprint. One statement.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> RemoveAsync(long postId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes what was added before a moment and is not labelled <c>spam</c>, in transactions of at most 500. Two
    /// statements each.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}
