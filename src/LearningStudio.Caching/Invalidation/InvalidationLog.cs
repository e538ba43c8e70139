using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Invalidation;

// Rule: each invalidation of a pattern, a tag or everything takes the next number. An entry carries the number read
//   before its factory ran and is dead once a matching record has a higher one, or once its number is below the floor.
//   Alone, the log numbers by itself. Attached to the sequence in Redis it repeats that one's numbers, moved so that its
//   own never fall back. Beginning anew raises the floor above everything from before; going on after an interruption
//   keeps what is known, and what came meanwhile decides.
// Threads: appends and judgements hold the lock; the common case, nothing new since the last judgement, reads one
//   number. A record is stored before its number is published, so no entry is judged up to a number it did not see.
internal sealed class InvalidationLog(int capacity, TimeSpan retention, TimeProvider time) : ISequenceSink
{
    // Numbers left free for what this process invalidates while the records of a new beginning are being indexed.
    private const long Headroom = 1L << 32;
    private readonly Lock _lock = new();
    private InvalidationRecords _records = new(capacity, retention, time);
    private SequencePositions? _positions;
    private bool _isAttached;
    private long _number;

    /// <summary>The number of the latest invalidation: the stamp of whatever is computed from now on.</summary>
    public long Number => Volatile.Read(ref _number);

    /// <summary>Computes a key's hash slot, for servers that each hold a part of the slots.</summary>
    public Func<string, int> GetSlot { get; set; } = static _ => 0;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    public bool CanResume
    {
        get
        {
            lock (_lock)
            {
                return _positions is { CanContinue: true };
            }
        }
    }

    /// <summary>Takes the next number of its own; only while no sequence is attached.</summary>
    public void Append(InvalidationTarget invalidation)
    {
        GlobPattern? pattern = invalidation.ParsePattern();
        lock (_lock)
        {
            if (_isAttached)
            {
                throw new InvalidOperationException("The log repeats the numbers of Redis and gives none of its own.");
            }

            _records.Record(invalidation, pattern, _number + 1);
            Publish(_number + 1);
        }
    }

    public Action Prepare(SequenceDelta whole)
    {
        long floor = Number + Headroom;
        var positions = new SequencePositions(whole.End.Epoch, floor - whole.Floor);
        var records = new InvalidationRecords(capacity, retention, time);
        records.Raise(floor);
        foreach (NumberedInvalidation item in whole.Invalidations)
        {
            records.Record(item.Invalidation, item.Pattern, positions.GetPosition(item.Number));
        }

        return () =>
        {
            lock (_lock)
            {
                _records = records;
                _positions = positions;
                _isAttached = true;
                Publish(positions.GetPosition(whole.End.Number));
            }
        };
    }

    public void Resume(long known)
    {
        lock (_lock)
        {
            _positions!.Continue(known, _number);
            _isAttached = true;
        }
    }

    public void Detach()
    {
        lock (_lock)
        {
            _isAttached = false;
        }
    }

    public void Apply(SequenceDelta delta)
    {
        lock (_lock)
        {
            if (!_isAttached || _positions is not { } positions || positions.Epoch != delta.End.Epoch)
            {
                return;
            }

            if (delta.Floor > 0)
            {
                _records.Raise(positions.GetPosition(delta.Floor));
            }

            foreach (NumberedInvalidation item in delta.Invalidations)
            {
                _records.Record(item.Invalidation, item.Pattern, positions.GetPosition(item.Number));
            }

            Publish(positions.GetPosition(delta.End.Number));
        }
    }

    /// <summary>Where a number of Redis stands among the log's own; false when it belongs to another epoch.</summary>
    public bool TryPosition(Sequence sequence, out long position)
    {
        lock (_lock)
        {
            bool isKnown = _isAttached && _positions!.Epoch == sequence.Epoch;

            // Of a number that is not known here yet no more is known than of the latest.
            position = isKnown ? Math.Min(_positions!.GetPosition(sequence.Number), _number) : 0;
            return isKnown;
        }
    }

    /// <summary>Whether no invalidation since its fill began concerns the entry.</summary>
    public bool IsAlive(string key, CacheEntry entry)
    {
        long validated = entry.ValidatedThrough;
        if (validated == Number)
        {
            return true;
        }

        lock (_lock)
        {
            // What it was judged by before need not be looked at again.
            bool alive = !_records.HasNewer(key, entry.Tags, validated, GetSlot);
            if (alive)
            {
                entry.ValidatedThrough = _number;
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
            return !_records.HasNewer(key, tags, stamp, GetSlot);
        }
    }

    private void Publish(long number)
    {
        _records.Trim();
        Volatile.Write(ref _number, Math.Max(_number, number));
    }
}
