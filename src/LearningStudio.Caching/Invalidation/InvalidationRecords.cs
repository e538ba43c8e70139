namespace LearningStudio.Caching.Invalidation;

// Rule: the latest invalidation of each pattern, tag and range of slots. Records leave with the longest life an entry
//   can have, or past the capacity; what was filled before the newest that left counts as invalidated (the floor).
// Threads: used under the log's lock, or by one thread before the log has it.
// Cost: recording is O(length of the pattern); a judgement is O(length of the key) plus the patterns that share a rare
//   piece of text with it.
internal sealed class InvalidationRecords(int capacity, TimeSpan retention, TimeProvider time)
{
    private readonly PatternIndex _patterns = new();
    private readonly Dictionary<string, LinkedListNode<InvalidationRecord>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SlotRanges Ranges, long Number)> _slots = new(StringComparer.Ordinal);
    private readonly LinkedList<InvalidationRecord> _oldestFirst = new();

    public int Count => _oldestFirst.Count + _slots.Count;

    /// <summary>Everything that was filled before this number is dead.</summary>
    public long Floor { get; private set; } = long.MinValue;

    public void Raise(long floor) => Floor = Math.Max(Floor, floor);

    public void Record(InvalidationTarget invalidation, GlobPattern? pattern, long number)
    {
        switch (invalidation.Kind)
        {
            case InvalidationKind.Tag:
                Drop(_tags.GetValueOrDefault(invalidation.Text));
                _tags[invalidation.Text] = AddNewest(invalidation.Text, pattern: null, number);
                break;
            case InvalidationKind.Pattern:
                Drop(_patterns.Remove(invalidation.Text));
                _patterns.Add(AddNewest(invalidation.Text, pattern!, number));
                break;
            case InvalidationKind.Slots when SlotRanges.TryParse(invalidation.Text, out SlotRanges? ranges):
                _slots[invalidation.Text] = (ranges, number);
                break;
            default:
                // Everything; and whatever a later version of the cache may mean by what this one cannot read.
                Forget(number);
                break;
        }
    }

    /// <summary>Whether something since a number concerns the key or one of the tags.</summary>
    public bool HasNewer(string key, string[] tags, long number, Func<string, int> getSlot) =>
        number < Floor
        || _patterns.HasNewerMatch(key, number)
        || HasNewerTag(tags, number)
        || HasNewerSlots(key, number, getSlot);

    /// <summary>Forgets what is past its time, or past the capacity.</summary>
    public void Trim()
    {
        while (_oldestFirst.First is { } oldest && (_oldestFirst.Count > capacity || IsPast(oldest.Value)))
        {
            Raise(oldest.Value.Number);
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
    }

    // The floor says it, and no older record is needed.
    private void Forget(long floor)
    {
        Raise(floor);
        _oldestFirst.Clear();
        _tags.Clear();
        _slots.Clear();
        _patterns.Clear();
    }

    private bool HasNewerTag(string[] tags, long number)
    {
        foreach (string tag in tags)
        {
            if (_tags.TryGetValue(tag, out LinkedListNode<InvalidationRecord>? record) && record.Value.Number > number)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasNewerSlots(string key, long number, Func<string, int> getSlot)
    {
        foreach ((SlotRanges ranges, long at) in _slots.Values)
        {
            if (at > number && ranges.Contains(getSlot(key)))
            {
                return true;
            }
        }

        return false;
    }

    private LinkedListNode<InvalidationRecord> AddNewest(string text, GlobPattern? pattern, long number) =>
        _oldestFirst.AddLast(new InvalidationRecord(text, pattern, number, time.GetTimestamp()));

    private void Drop(LinkedListNode<InvalidationRecord>? node)
    {
        if (node is not null)
        {
            _oldestFirst.Remove(node);
        }
    }

    // Twice the longest life: a fill may have started just before the record and be stored long after it.
    private bool IsPast(InvalidationRecord record) => time.GetElapsedTime(record.At) > retention + retention;
}
