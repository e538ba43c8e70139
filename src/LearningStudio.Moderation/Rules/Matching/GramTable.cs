using System.Numerics;

namespace LearningStudio.Moderation.Rules.Matching;

// Rule: a gram that is in the table is always found; the bits only keep the others out, all but about one in thirty.
// Cost: a look-up is one multiplication and one bit; 4 bytes a literal and 4 to 8 bytes a gram besides.
internal sealed class GramTable
{
    private readonly int[] _starts;
    private readonly int _bucketShift;
    private readonly IndexedLiteral[] _literals;

    public GramTable(IReadOnlyCollection<IndexedLiteral> literals)
    {
        Filter = new GramFilter(literals);
        int buckets = Math.Clamp(BitOperations.Log2((uint)Math.Max(literals.Count, 1)) + 2, 6, 22);
        _bucketShift = 32 - buckets;
        _starts = new int[(1 << buckets) + 1];
        _literals = [.. literals.OrderBy(literal => Bucket(literal.Gram)).ThenBy(literal => literal.Gram)];
        foreach (IndexedLiteral literal in _literals)
        {
            _starts[Bucket(literal.Gram) + 1]++;
        }

        for (int i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    public GramFilter Filter { get; }

    /// <summary>The literals in whose bucket a gram falls; not all of them have it.</summary>
    public ReadOnlySpan<IndexedLiteral> Bucketed(uint gram)
    {
        int bucket = Bucket(gram);
        return _literals.AsSpan(_starts[bucket].._starts[bucket + 1]);
    }

    private int Bucket(uint gram) => (int)((gram * GramFilter.Mixer) >> _bucketShift);
}
