using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Invalidation;

// Rule: each invalidation of a pattern, a tag or everything takes the next number. An entry carries the number read
//   before its factory ran and is dead once a matching record has a higher one, or once its number is below the floor.
// Threads: appends and judgements hold the lock; the common case, nothing new since the last judgement, reads one
//   number. A record is stored before its number is published, so no entry is judged up to a number it did not see.
// Cost: an append is O(1) however many entries match; a judgement is O(length of the key) plus the patterns that
//   share a literal prefix with it. Records leave with the longest life an entry can have, or past the capacity.
internal sealed class InvalidationLog(int capacity, TimeSpan retention, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly PatternIndex _patterns = new();
    private readonly Dictionary<string, LinkedListNode<InvalidationRecord>> _tags = new(StringComparer.Ordinal);
    private readonly LinkedList<InvalidationRecord> _oldestFirst = new();
    private long _number;
    private long _floor;

    /// <summary>The number of the latest invalidation: the stamp of whatever is computed from now on.</summary>
    public long Number => Volatile.Read(ref _number);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _oldestFirst.Count;
            }
        }
    }

    public void RemovePattern(string pattern)
    {
        lock (_lock)
        {
            Drop(_patterns.Remove(pattern));
            _patterns.Add(Record(pattern, GlobPattern.Parse(pattern)));
            Publish();
        }
    }

    public void RemoveTag(string tag)
    {
        lock (_lock)
        {
            Drop(_tags.GetValueOrDefault(tag));
            _tags[tag] = Record(tag, pattern: null);
            Publish();
        }
    }

    /// <summary>Kills everything filled so far: a floor says it in one number, and no older record is needed.</summary>
    public void RemoveEverything()
    {
        lock (_lock)
        {
            _floor = _number + 1;
            _oldestFirst.Clear();
            _tags.Clear();
            _patterns.Clear();
            Publish();
        }
    }

    /// <summary>Whether no invalidation since its fill began concerns the entry.</summary>
    public bool IsAlive(string key, CacheEntry entry)
    {
        if (entry.JudgedUpTo == Number)
        {
            return true;
        }

        lock (_lock)
        {
            bool alive = IsAlive(key, entry.Tags, entry.Stamp);
            if (alive)
            {
                entry.JudgedUpTo = _number;
            }

            return alive;
        }
    }

    /// <summary>The same for a fill that has no entry yet.</summary>
    public bool IsAlive(string key, string[] tags, long stamp)
    {
        if (stamp == Number)
        {
            return true;
        }

        lock (_lock)
        {
            return stamp >= _floor && !_patterns.HasNewerMatch(key, stamp) && !HasNewer(tags, stamp);
        }
    }

    private bool HasNewer(string[] tags, long stamp)
    {
        foreach (string tag in tags)
        {
            if (_tags.TryGetValue(tag, out LinkedListNode<InvalidationRecord>? record) && record.Value.Number > stamp)
            {
                return true;
            }
        }

        return false;
    }

    private LinkedListNode<InvalidationRecord> Record(string text, GlobPattern? pattern) =>
        _oldestFirst.AddLast(new InvalidationRecord(text, pattern, _number + 1, time.GetTimestamp()));

    private void Drop(LinkedListNode<InvalidationRecord>? node)
    {
        if (node is not null)
        {
            _oldestFirst.Remove(node);
        }
    }

    private void Publish()
    {
        while (_oldestFirst.First is { } oldest && (_oldestFirst.Count > capacity || IsPast(oldest.Value)))
        {
            _floor = oldest.Value.Number;
            _oldestFirst.RemoveFirst();
            if (oldest.Value.Pattern is null)
            {
                _tags.Remove(oldest.Value.Text);
            }
            else
            {
                _patterns.Remove(oldest.Value.Text);
            }
        }

        Volatile.Write(ref _number, _number + 1);
    }

    // Twice the longest life: a fill may have started just before the record and be stored long after it.
    private bool IsPast(InvalidationRecord record) => time.GetElapsedTime(record.At) > retention + retention;
}
