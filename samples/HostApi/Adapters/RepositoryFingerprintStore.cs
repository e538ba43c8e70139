using LearningStudio.Moderation.Duplicates;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Moderation's fingerprints over the repositories'.</summary>
internal sealed class RepositoryFingerprintStore(IFingerprintRepository fingerprints) : IFingerprintStore
{
    public Task AddAsync(NewFingerprint fingerprint, CancellationToken cancellationToken = default) =>
        fingerprint.Fingerprint.IsEmpty
            ? fingerprints.RemoveAsync(fingerprint.PostId, cancellationToken)
            : fingerprints.AddAsync(
                new KeptFingerprint(
                    fingerprint.PostId,
                    fingerprint.CopyOf ?? fingerprint.PostId,
                    fingerprint.Fingerprint.Scheme,
                    fingerprint.Fingerprint.ToBytes(),
                    Text(fingerprint.Label),
                    fingerprint.CreatedAt
                ),
                fingerprint.Fingerprint.Bands,
                cancellationToken
            );

    public async Task<IReadOnlyList<FingerprintEntry>> FindAsync(
        IReadOnlyList<long> bands,
        int maxBucket,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (
                await fingerprints.FindAsync(bands, maxBucket, IFingerprintStore.MostCandidates, cancellationToken)
            ).Select(kept => new FingerprintEntry(
                kept.PostId,
                kept.ClusterId,
                Fingerprint.FromBytes(kept.Scheme, kept.Bytes),
                Enum.Parse<FingerprintLabel>(kept.Label, ignoreCase: true),
                kept.CreatedAt
            )),
        ];

    public Task<IReadOnlyList<long>> GetClusterAsync(
        long clusterId,
        int limit,
        CancellationToken cancellationToken = default
    ) => fingerprints.GetClusterAsync(clusterId, limit, cancellationToken);

    public Task<bool> MarkAsync(long postId, FingerprintLabel label, CancellationToken cancellationToken = default) =>
        fingerprints.MarkAsync(postId, Text(label), cancellationToken);

    public Task<bool> RemoveAsync(long postId, CancellationToken cancellationToken = default) =>
        fingerprints.RemoveAsync(postId, cancellationToken);

    public Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken = default) =>
        fingerprints.ExpireAsync(before, cancellationToken);

    private static string Text(FingerprintLabel label) => label.ToString().ToLowerInvariant();
}
