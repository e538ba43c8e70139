namespace LearningStudio.Caching.Invalidation;

// Rule: remembers the latest removal of each of the last so many keys. A value read before its key's removal is
//   refused, and so is one read before the oldest removal that is still remembered.
// Threads: all members may be called at once.
internal sealed class RecentRemovals(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _latest = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Number)> _oldestFirst = new();
    private long _floor;

    /// <summary>Begins anew: nothing is known of the removals up to a number.</summary>
    public void Reset(long floor)
    {
        lock (_lock)
        {
            _latest.Clear();
            _oldestFirst.Clear();
            _floor = floor;
        }
    }

    public void Record(string key, long number)
    {
        lock (_lock)
        {
            _latest[key] = number;
            _oldestFirst.Enqueue((key, number));
            while (_oldestFirst.Count > capacity)
            {
                (string oldest, long at) = _oldestFirst.Dequeue();
                _floor = at;
                if (_latest[oldest] == at)
                {
                    _latest.Remove(oldest);
                }
            }
        }
    }

    /// <summary>Whether the key was, or may have been, removed after a number was known.</summary>
    public bool MayBeRemovedAfter(string key, long known)
    {
        lock (_lock)
        {
            return known < _floor || _latest.GetValueOrDefault(key) > known;
        }
    }
}
