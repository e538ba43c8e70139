using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis;

/// <summary>What one look into Redis found.</summary>
/// <param name="Seen">What stood under the key.</param>
/// <param name="Log">Where the log stood.</param>
/// <param name="Position">The same among the numbers of the log's copy: the stamp of what is computed now.</param>
/// <param name="Known">Which removals of keys were known before the look.</param>
/// <param name="Generation">The gate's, before the look.</param>
/// <param name="Entry">The entry, when it is alive and readable; else null.</param>
/// <param name="Value">Its value.</param>
/// <param name="Plan">The call's plan, with no longer life than the entry has left.</param>
internal sealed record Look<T>(
    SeenSlot Seen,
    Sequence Log,
    long Position,
    long Known,
    int Generation,
    CacheEntry<T>? Entry,
    T Value,
    CallPlan Plan
);
