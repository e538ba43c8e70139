using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Redis.Outages;

// Rule: holds every invalidation that Redis has not confirmed. What is added again while it is being replayed stays.
//   Past the capacity it becomes "everything", which covers all that it held.
// Threads: used under the breaker's lock.
internal sealed class Journal(int capacity)
{
    private readonly Dictionary<InvalidationTarget, long> _pending = [];
    private long _additions;

    public int Count => _pending.Count;

    /// <summary>Whether it had to forget what in particular was invalidated.</summary>
    public bool HasOverflowed { get; private set; }

    public void Add(InvalidationTarget invalidation)
    {
        if (_pending.Count >= capacity && !_pending.ContainsKey(invalidation))
        {
            _pending.Clear();
            HasOverflowed = true;
            invalidation = InvalidationTarget.Everything;
        }

        _pending[invalidation] = ++_additions;
    }

    public KeyValuePair<InvalidationTarget, long>[] Read() => [.. _pending];

    /// <summary>Forgets what was replayed, unless it was added again meanwhile.</summary>
    public void Confirm(IEnumerable<KeyValuePair<InvalidationTarget, long>> replayed)
    {
        foreach ((InvalidationTarget invalidation, long addition) in replayed)
        {
            if (_pending.GetValueOrDefault(invalidation) == addition)
            {
                _pending.Remove(invalidation);
            }
        }

        HasOverflowed &= _pending.Count > 0;
    }
}
