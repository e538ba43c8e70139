namespace LearningStudio.Moderation.Review.InMemory;

// Threads: only under the lock of its queue.
/// <summary>The items of a queue in memory: all, and the open ones by target and type.</summary>
internal sealed class InMemoryReviewTable
{
    private readonly SortedDictionary<long, StoredReview> _items = [];
    private readonly Dictionary<(ReviewTarget Target, ReviewType Type), StoredReview> _open = [];
    private long _lastId;

    public IReadOnlyCollection<StoredReview> All => _items.Values;

    public IReadOnlyCollection<StoredReview> Open => _open.Values;

    public IEnumerable<ReviewItem> OpenItems => _open.Values.Select(review => review.Item);

    public long NextId() => ++_lastId;

    public StoredReview? Find(long id) => _items.GetValueOrDefault(id);

    public StoredReview? FindOpen(ReviewTarget target, ReviewType type) => _open.GetValueOrDefault((target, type));

    public StoredReview Add(StoredReview review)
    {
        _items.Add(review.Item.Id, review);
        _open.Add((review.Item.Target, review.Item.Type), review);
        return review;
    }

    public void Close(StoredReview review, ReviewItem closed)
    {
        _open.Remove((closed.Target, closed.Type));
        review.Item = closed;
    }

    /// <summary>Opens an item again; fails where there is a newer one of its target and type.</summary>
    public bool TryReopen(StoredReview review) => _open.TryAdd((review.Item.Target, review.Item.Type), review);

    public HashSet<ReviewTarget> GetEscalatedTargets() =>
        [.. OpenItems.Where(item => item.Stage == ReviewStage.Escalated).Select(item => item.Target)];

    /// <summary>Removes the closed items that were decided, or replaced and asked for, before a moment.</summary>
    public int RemoveClosedBefore(DateTimeOffset moment)
    {
        long[] old =
        [
            .. _items
                .Values.Select(review => review.Item)
                .Where(i => i.State != ReviewState.Pending && (i.DecidedAt ?? i.CreatedAt) < moment)
                .Select(item => item.Id),
        ];
        Array.ForEach(old, id => _items.Remove(id));
        return old.Length;
    }
}
