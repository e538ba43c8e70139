namespace LearningStudio.Moderation.Duplicates;

// Rule: the set of a text's 5-grams, as their 64-bit hashes: two different grams of a million share one with a
//   probability of 10⁻⁷. Of a text too short for a sketch, its whole.
// Threads: immutable.
/// <summary>The grams of a text, to compare it itself and not its sketch.</summary>
internal sealed class Grams
{
    private readonly HashSet<ulong> _hashes = [];
    private readonly string _text;

    private Grams(string normalText)
    {
        _text = normalText;
        if (normalText.Length < Fingerprint.MinSketchedLength)
        {
            return;
        }

        foreach (ulong hash in new GramHashes(normalText, seed: 0))
        {
            _hashes.Add(hash);
        }
    }

    public static Grams From(string text) => new(NormalText.Normalize(text));

    /// <summary>Jaccard's index.</summary>
    public double SimilarityTo(Grams other)
    {
        if (_hashes.Count == 0 || other._hashes.Count == 0)
        {
            return _text.Length > 0 && string.Equals(_text, other._text, StringComparison.Ordinal) ? 1 : 0;
        }

        int shared = _hashes.Count(other._hashes.Contains);
        return (double)shared / (_hashes.Count + other._hashes.Count - shared);
    }
}
