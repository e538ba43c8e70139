namespace LearningStudio.Moderation.Duplicates;

/// <summary>Fingerprints in memory: for tests, trials and small sites. Thread-safe; about 2 KB a post.</summary>
public sealed class InMemoryFingerprintStore : IFingerprintStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, FingerprintEntry> _posts = [];
    private readonly IdIndex _buckets = new();
    private readonly IdIndex _clusters = new();
    private readonly HashSet<long> _found = [];

    /// <inheritdoc />
    public Task AddAsync(NewFingerprint fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        lock (_lock)
        {
            long id = fingerprint.PostId;
            Forget(id);
            if (!fingerprint.Fingerprint.IsEmpty)
            {
                long cluster = _posts.GetValueOrDefault(fingerprint.CopyOf ?? id)?.ClusterId ?? id;
                _posts[id] = new FingerprintEntry(
                    id,
                    cluster,
                    fingerprint.Fingerprint,
                    fingerprint.Label,
                    fingerprint.CreatedAt
                );
                _clusters.Add(cluster, id);
                FindByBandsIfNeeded(id);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<FingerprintEntry>> FindAsync(
        IReadOnlyList<long> bands,
        int maxBucket,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(bands);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<FingerprintEntry>>([
                .. bands
                    .SelectMany(band => _buckets.Get(band).Reverse().Take(maxBucket))
                    .CountBy(id => id)
                    .OrderByDescending(shared => shared.Value)
                    .ThenByDescending(shared => shared.Key)
                    .Take(IFingerprintStore.MaxCandidates)
                    .Select(shared => _posts[shared.Key]),
            ]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<long>> GetClusterAsync(
        long clusterId,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<long>>([.. _clusters.Get(clusterId).Take(limit)]);
        }
    }

    /// <inheritdoc />
    public Task<bool> MarkAsync(long postId, FingerprintLabel label, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_posts.TryGetValue(postId, out FingerprintEntry? entry))
            {
                return Task.FromResult(false);
            }

            _posts[postId] = entry with { Label = label };
            FindByBandsIfNeeded(postId);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc />
    public Task<bool> RemoveAsync(long postId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(Forget(postId));
        }
    }

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            long[] old =
            [
                .. _posts
                    .Values.Where(entry => entry.Label != FingerprintLabel.Spam && entry.CreatedAt < before)
                    .Select(entry => entry.PostId),
            ];
            return Task.FromResult(old.Count(Forget));
        }
    }

    private bool Forget(long id)
    {
        bool isKept = _posts.Remove(id, out FingerprintEntry? entry);
        if (entry is not null)
        {
            _clusters.Remove(entry.ClusterId, id);
            if (_found.Remove(id))
            {
                entry.Fingerprint.Bands.ToList().ForEach(band => _buckets.Remove(band, id));
            }

            SortedSet<long> others = _clusters.Get(entry.ClusterId);
            if (others.Count > 0 && !others.Any(_found.Contains))
            {
                FindByBandsIfNeeded(others.Min);
            }
        }

        RenameCluster(id);
        return isKept;
    }

    // The post may come back with another text, and is no copy of those then.
    private void RenameCluster(long id)
    {
        long[] others = [.. _clusters.Get(id)];
        foreach (long other in others)
        {
            _clusters.Remove(id, other);
            _clusters.Add(others[0], other);
            _posts[other] = _posts[other] with { ClusterId = others[0] };
        }
    }

    private void FindByBandsIfNeeded(long id)
    {
        FingerprintEntry entry = _posts[id];
        bool isNeeded = !_clusters
            .Get(entry.ClusterId)
            .Any(other =>
                _found.Contains(other)
                && (entry.Label == FingerprintLabel.Undecided || _posts[other].Label == entry.Label)
            );
        if (isNeeded && _found.Add(id))
        {
            entry.Fingerprint.Bands.ToList().ForEach(band => _buckets.Add(band, id));
        }
    }
}
