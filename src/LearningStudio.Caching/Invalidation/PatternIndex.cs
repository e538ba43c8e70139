using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Invalidation;

// Rule: a key that a pattern matches holds each of the pattern's literal texts, so a record stands under one piece of
//   them: up to four characters, of those at hand the one with the fewest records. That holds for patterns of every
//   form, those that begin with a star included; a pattern without any literal is looked at each time.
// Threads: used under the log's lock.
// Cost: a look-up probes each piece of the key, then the records found there from the newest to the number asked for.
// Source: n-gram filtering as in RE2's FilteredRE2 and Postgres's pg_trgm, with the rarest gram only.
internal sealed class PatternIndex
{
    private const int MaxGram = 4;
    private readonly Dictionary<string, (LinkedListNode<InvalidationRecord> Node, Gram Gram)> _byText = new(
        StringComparer.Ordinal
    );
    private readonly List<InvalidationRecord> _always = [];
    private readonly Dictionary<ulong, List<InvalidationRecord>>[] _byGram =
    [
        .. Enumerable.Range(0, MaxGram).Select(_ => new Dictionary<ulong, List<InvalidationRecord>>()),
    ];

    public void Add(LinkedListNode<InvalidationRecord> node)
    {
        Gram gram = FindRarest(node.Value.Pattern!);
        _byText.Add(node.Value.Text, (node, gram));
        if (gram.Length == 0)
        {
            _always.Add(node.Value);
            return;
        }

        Dictionary<ulong, List<InvalidationRecord>> table = _byGram[gram.Length - 1];
        if (!table.TryGetValue(gram.Text, out List<InvalidationRecord>? records))
        {
            table.Add(gram.Text, records = new List<InvalidationRecord>(1));
        }

        records.Add(node.Value);
    }

    public LinkedListNode<InvalidationRecord>? Remove(string text)
    {
        if (!_byText.Remove(text, out (LinkedListNode<InvalidationRecord> Node, Gram Gram) found))
        {
            return null;
        }

        if (found.Gram.Length == 0)
        {
            _always.Remove(found.Node.Value);
            return found.Node;
        }

        Dictionary<ulong, List<InvalidationRecord>> table = _byGram[found.Gram.Length - 1];
        List<InvalidationRecord> records = table[found.Gram.Text];
        records.Remove(found.Node.Value);
        if (records.Count == 0)
        {
            table.Remove(found.Gram.Text);
        }

        return found.Node;
    }

    public void Clear()
    {
        _byText.Clear();
        _always.Clear();
        foreach (Dictionary<ulong, List<InvalidationRecord>> table in _byGram)
        {
            table.Clear();
        }
    }

    public bool HasNewerMatch(string key, long number)
    {
        if (HasNewerMatch(_always, key, number))
        {
            return true;
        }

        for (int length = 1; length <= MaxGram; length++)
        {
            Dictionary<ulong, List<InvalidationRecord>> table = _byGram[length - 1];
            for (int at = 0; at + length <= key.Length && table.Count > 0; at++)
            {
                if (
                    table.TryGetValue(Pack(key.AsSpan(at, length)), out List<InvalidationRecord>? records)
                    && HasNewerMatch(records, key, number)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }

    // In the order of their numbers: what is not newer ends the walk.
    private static bool HasNewerMatch(List<InvalidationRecord> records, string key, long number)
    {
        for (int i = records.Count - 1; i >= 0 && records[i].Number > number; i--)
        {
            if (records[i].Pattern!.IsMatch(key))
            {
                return true;
            }
        }

        return false;
    }

    private Gram FindRarest(GlobPattern pattern)
    {
        var rarest = default(Gram);
        int fewest = int.MaxValue;
        foreach (string literal in pattern.Literals)
        {
            int length = Math.Min(literal.Length, MaxGram);
            for (int at = 0; at + length <= literal.Length && length >= rarest.Length; at++)
            {
                ulong text = Pack(literal.AsSpan(at, length));
                int count = _byGram[length - 1].TryGetValue(text, out List<InvalidationRecord>? there)
                    ? there.Count
                    : 0;
                if (length > rarest.Length || count < fewest)
                {
                    (rarest, fewest) = (new Gram(text, length), count);
                }
            }
        }

        return rarest;
    }

    private static ulong Pack(ReadOnlySpan<char> text)
    {
        ulong packed = 0;
        foreach (char letter in text)
        {
            packed = (packed << 16) | letter;
        }

        return packed;
    }

    /// <summary>A piece of text of up to four characters; of none for a pattern that has no literal.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Gram(ulong Text, int Length);
}
