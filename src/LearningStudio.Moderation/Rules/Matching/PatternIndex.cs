using System.Buffers;

namespace LearningStudio.Moderation.Rules.Matching;

// Rule: finds the first match of each pattern, as Regex.Match would, by looking for what each match has to hold.
// Threads: immutable but for the patterns' breakers; any number of searches at once.
// Source: RE2's FilteredRE2 for what to look for; grams of the rarest four characters in place of its automaton.
// Cost: one look-up a character and table, whatever the number of patterns, then the places where a literal stands.
internal sealed class PatternIndex
{
    private const int SmallText = 1_024;
    private const int SmallSet = 2_048;
    private const uint ThreeBytes = 0xFFFFFF;

    private readonly SearchPattern[] _patterns;
    private readonly int[] _always;
    private readonly GramTable _short;
    private readonly GramTable _long;

    public PatternIndex(IEnumerable<SearchPattern> patterns)
    {
        _patterns = [.. patterns];
        _always = [.. Enumerable.Range(0, _patterns.Length).Where(i => _patterns[i].Plan == SearchPlan.Always)];
        IndexedLiteral[] literals =
        [
            .. _patterns.SelectMany(
                (pattern, i) => (pattern.Literals ?? []).Select(text => IndexedLiteral.Create(text, i))
            ),
        ];
        _short = new GramTable([.. literals.Where(literal => literal.Text.Length < LiteralRarity.LongGram)]);
        _long = new GramTable([.. literals.Where(literal => literal.Text.Length >= LiteralRarity.LongGram)]);
    }

    public int Count => _patterns.Length;

    public SearchPattern this[int index] => _patterns[index];

    /// <summary>Reports to the sink the first match of each pattern that it wants, patterns in no order.</summary>
    /// <returns>False where the time was up: not all patterns were searched.</returns>
    public bool Search(string text, IMatchSink sink, SearchBudget budget)
    {
        byte[]? rentedBytes = text.Length > SmallText ? ArrayPool<byte>.Shared.Rent(text.Length) : null;
        byte[]? rentedStates = _patterns.Length > SmallSet ? ArrayPool<byte>.Shared.Rent(_patterns.Length) : null;
        Span<byte> bytes = rentedBytes ?? stackalloc byte[SmallText];
        Span<byte> states = rentedStates ?? stackalloc byte[SmallSet];
        try
        {
            bytes = bytes[..text.Length];
            CaseFolding.ToBytes(text, bytes);
            states = states[.._patterns.Length];
            states.Clear();
            var search = new PatternSearch(_patterns, text, states, sink, budget);
            return Scan(ref search, bytes) && SearchAlways(ref search);
        }
        finally
        {
            Return(rentedBytes);
            Return(rentedStates);
        }
    }

    private bool SearchAlways(ref PatternSearch search)
    {
        foreach (int pattern in _always)
        {
            if (!search.TryWhole(pattern))
            {
                return false;
            }
        }

        return true;
    }

    private bool Scan(ref PatternSearch search, ReadOnlySpan<byte> bytes)
    {
        // In locals, where they are registers.
        GramFilter ofFour = _long.Filter;
        GramFilter ofThree = _short.Filter;
        uint gram = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            gram = (gram << 8) | bytes[i];
            if (((ofFour.Look(gram) | ofThree.Look(gram & ThreeBytes)) & 1) == 0)
            {
                continue;
            }

            if (!Visit(ref search, _long, gram, i - 3) || !Visit(ref search, _short, gram & ThreeBytes, i - 2))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Visit(ref PatternSearch search, GramTable table, uint gram, int start)
    {
        foreach (ref readonly IndexedLiteral literal in table.Bucketed(gram))
        {
            if (literal.Gram == gram && search.IsOpen(literal.Pattern) && !search.TryAt(in literal, start))
            {
                return false;
            }
        }

        return true;
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
