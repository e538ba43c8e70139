using LearningStudio.Moderation.Scoring;

namespace LearningStudio.Moderation.Duplicates;

// Rule: two bodies are duplicates when they are equal, or when Jaccard's index of their sets of lower-cased words,
//   separated by white space, is above a bound; bodies shorter than 50 characters, trimmed, are never compared.
// Threads: immutable.
internal sealed class ClassicDuplicates(string body)
{
    private const int MinBody = 50;
    private readonly HashSet<string> _words = Words(body);

    /// <summary>Whether the body is long enough to be compared.</summary>
    public bool IsComparable { get; } = TextMeasures.LengthOf(body.AsSpan().Trim()) >= MinBody;

    public bool IsDuplicateOf(string other, double similarity)
    {
        if (string.Equals(body, other, StringComparison.Ordinal))
        {
            return true;
        }

        HashSet<string> words = Words(other);
        int union = _words.Count + words.Count;
        words.IntersectWith(_words);
        int shared = words.Count;
        return union - shared > 0 && (double)shared / (union - shared) > similarity;
    }

    private static HashSet<string> Words(string text) =>
        new(
            text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            StringComparer.Ordinal
        );
}
