namespace LearningStudio.Caching.Invalidation;

// Rule: a pattern can match a key only if the key begins with the pattern's literal prefix, so records stand under it.
// Threads: used under the log's lock.
// Cost: a look-up probes the prefix lengths in use up to the key's length, then the patterns found there.
internal sealed class PatternIndex
{
    private readonly Dictionary<string, LinkedListNode<InvalidationRecord>> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<InvalidationRecord>> _byPrefix = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> _prefixesOfLength = [];

    public void Add(LinkedListNode<InvalidationRecord> node)
    {
        string prefix = node.Value.Pattern!.Prefix;
        _byText.Add(node.Value.Text, node);
        if (!_byPrefix.TryGetValue(prefix, out List<InvalidationRecord>? records))
        {
            _byPrefix.Add(prefix, records = []);
            _prefixesOfLength[prefix.Length] = _prefixesOfLength.GetValueOrDefault(prefix.Length) + 1;
        }

        records.Add(node.Value);
    }

    public LinkedListNode<InvalidationRecord>? Remove(string text)
    {
        if (!_byText.Remove(text, out LinkedListNode<InvalidationRecord>? node))
        {
            return null;
        }

        string prefix = node.Value.Pattern!.Prefix;
        List<InvalidationRecord> records = _byPrefix[prefix];
        records.Remove(node.Value);
        if (records.Count == 0)
        {
            _byPrefix.Remove(prefix);
            if (--_prefixesOfLength[prefix.Length] == 0)
            {
                _prefixesOfLength.Remove(prefix.Length);
            }
        }

        return node;
    }

    public void Clear()
    {
        _byText.Clear();
        _byPrefix.Clear();
        _prefixesOfLength.Clear();
    }

    public bool HasNewerMatch(string key, long stamp)
    {
        var prefixes = _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (int length in _prefixesOfLength.Keys)
        {
            if (length > key.Length)
            {
                return false;
            }

            if (prefixes.TryGetValue(key.AsSpan(0, length), out List<InvalidationRecord>? records))
            {
                foreach (InvalidationRecord record in records)
                {
                    if (record.Number > stamp && record.Pattern!.IsMatch(key))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
