using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Invalidation;

// Rule: each invalidation of a pattern, a tag or everything takes the next number. An entry carries the number read
//   before its factory ran and is dead once a matching record has a higher one, or once its number is below the floor.
//   Alone, the log numbers by itself. Attached to the sequence in Redis it repeats that one's numbers, moved by an
//   offset, so that its own never fall back; attaching raises the floor above everything from before.
// Threads: appends and judgements hold the lock; the common case, nothing new since the last judgement, reads one
//   number. A record is stored before its number is published, so no entry is judged up to a number it did not see.
// Cost: an append is O(1) however many entries match; a judgement is O(length of the key) plus the patterns that
//   share a literal prefix with it. Records leave with the longest life an entry can have, or past the capacity.
internal sealed class InvalidationLog(int capacity, TimeSpan retention, TimeProvider time) : ISequenceSink
{
    private readonly Lock _lock = new();
    private readonly PatternIndex _patterns = new();
    private readonly Dictionary<string, LinkedListNode<InvalidationRecord>> _tags = new(StringComparer.Ordinal);
    private readonly LinkedList<InvalidationRecord> _oldestFirst = new();
    private long _number;
    private long _floor;
    private (ulong Epoch, long Offset)? _attachment;

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

    /// <summary>Takes the next number of its own; only while no sequence is attached.</summary>
    public void Append(InvalidationTarget invalidation)
    {
        lock (_lock)
        {
            if (_attachment is not null)
            {
                throw new InvalidOperationException("The log repeats the numbers of Redis and gives none of its own.");
            }

            Record(invalidation, _number + 1);
            Publish(_number + 1);
        }
    }

    public void Attach(SequenceDelta whole)
    {
        lock (_lock)
        {
            long offset = _number + 1 - whole.Floor;
            _attachment = (whole.End.Epoch, offset);
            Forget(whole.Floor + offset);
            Apply(whole.Invalidations, whole.End.Number, offset);
        }
    }

    public void Detach()
    {
        lock (_lock)
        {
            _attachment = null;
        }
    }

    public void Apply(SequenceDelta delta)
    {
        lock (_lock)
        {
            if (_attachment is { } attached && attached.Epoch == delta.End.Epoch)
            {
                _floor = Math.Max(_floor, delta.Floor + attached.Offset);
                Apply(delta.Invalidations, delta.End.Number, attached.Offset);
            }
        }
    }

    /// <summary>Where a number of Redis stands among the log's own; false when it belongs to another epoch.</summary>
    public bool TryPosition(Sequence sequence, out long position)
    {
        lock (_lock)
        {
            position = sequence.Number + _attachment.GetValueOrDefault().Offset;
            return _attachment is { } attached && attached.Epoch == sequence.Epoch;
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

    private void Apply(IReadOnlyList<NumberedInvalidation> invalidations, long upTo, long offset)
    {
        foreach (NumberedInvalidation item in invalidations)
        {
            Record(item.Invalidation, item.Number + offset);
        }

        Publish(Math.Max(_number, upTo + offset));
    }

    private void Record(InvalidationTarget invalidation, long number)
    {
        switch (invalidation.Kind)
        {
            case InvalidationKind.Everything:
                Forget(number);
                break;
            case InvalidationKind.Tag:
                Drop(_tags.GetValueOrDefault(invalidation.Text));
                _tags[invalidation.Text] = Newest(invalidation.Text, pattern: null, number);
                break;
            default:
                LinkedListNode<InvalidationRecord>? earlier = _patterns.Remove(invalidation.Text);
                Drop(earlier);
                GlobPattern pattern = earlier?.Value.Pattern ?? GlobPattern.Parse(invalidation.Text);
                _patterns.Add(Newest(invalidation.Text, pattern, number));
                break;
        }
    }

    /// <summary>Kills everything filled before a number: the floor says it, and no older record is needed.</summary>
    private void Forget(long floor)
    {
        _floor = floor;
        _oldestFirst.Clear();
        _tags.Clear();
        _patterns.Clear();
    }

    private LinkedListNode<InvalidationRecord> Newest(string text, GlobPattern? pattern, long number) =>
        _oldestFirst.AddLast(new InvalidationRecord(text, pattern, number, time.GetTimestamp()));

    private void Drop(LinkedListNode<InvalidationRecord>? node)
    {
        if (node is not null)
        {
            _oldestFirst.Remove(node);
        }
    }

    private void Publish(long number)
    {
        while (_oldestFirst.First is { } oldest && (_oldestFirst.Count > capacity || IsPast(oldest.Value)))
        {
            _floor = Math.Max(_floor, oldest.Value.Number);
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

        Volatile.Write(ref _number, number);
    }

    // Twice the longest life: a fill may have started just before the record and be stored long after it.
    private bool IsPast(InvalidationRecord record) => time.GetElapsedTime(record.At) > retention + retention;
}
