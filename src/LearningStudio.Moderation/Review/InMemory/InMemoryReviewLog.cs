namespace LearningStudio.Moderation.Review.InMemory;

// Threads: only under the lock of its queue.
/// <summary>What was done with items, in memory.</summary>
internal sealed class InMemoryReviewLog
{
    private const int MaxListed = 1000;
    private readonly List<ReviewLogEntry> _entries = [];
    private long _lastEntry;

    public IReadOnlyList<ReviewLogEntry> Get(long itemId) =>
        [.. _entries.Where(entry => entry.ItemId == itemId).Take(MaxListed)];

    public ReviewLogEntry[] GetSince(DateTimeOffset since) => [.. _entries.Where(entry => entry.At >= since)];

    public void RemoveBefore(DateTimeOffset moment) => _entries.RemoveAll(entry => entry.At < moment);

    public void Write(
        StoredReview review,
        DateTimeOffset now,
        ReviewAction action,
        long? actorId,
        string? note = null,
        string? bulkKey = null,
        long? subjectId = null,
        TimeSpan? handling = null
    ) =>
        _entries.Add(
            new ReviewLogEntry(
                ++_lastEntry,
                review.Item.Id,
                now,
                actorId,
                action,
                review.Item.State,
                review.Item.Fence,
                note,
                bulkKey,
                subjectId,
                handling
            )
        );
}
