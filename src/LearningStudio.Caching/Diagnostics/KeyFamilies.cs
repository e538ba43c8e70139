using System.Collections.Concurrent;

namespace LearningStudio.Caching.Diagnostics;

/// <summary>Names the family of a key: its first segments, none of which is an id.</summary>
/// <remarks>
/// <c>topic:detail:7</c> is of <c>topic:detail</c>, <c>user:7</c> of <c>user</c>: the last segment never counts, nor one
/// that holds a digit. Bounded: past 200 families, and where nothing is left, it is <c>other</c>. Thread-safe.
/// </remarks>
internal sealed class KeyFamilies
{
    public const string Other = "other";
    private const int MaxCount = 200;
    private const int MaxLength = 64;
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _count;

    public string Get(string key)
    {
        ReadOnlySpan<char> family = key.AsSpan(0, GetLength(key));
        if (family.IsEmpty || family.Length > MaxLength)
        {
            return Other;
        }

        if (_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(family, out string? known))
        {
            return known;
        }

        // Counted here, since the dictionary's own count takes all its locks; racing callers may use up a place or two.
        return Volatile.Read(ref _count) < MaxCount && Interlocked.Increment(ref _count) <= MaxCount
            ? _names.GetOrAdd(family.ToString(), static name => name)
            : Other;
    }

    private static int GetLength(ReadOnlySpan<char> key)
    {
        int first = key.IndexOf(':');
        if (first < 0 || HasDigit(key[..first]))
        {
            return 0;
        }

        int second = key[(first + 1)..].IndexOf(':');
        return second > 0 && !HasDigit(key.Slice(first + 1, second)) ? first + 1 + second : first;
    }

    private static bool HasDigit(ReadOnlySpan<char> segment) => segment.ContainsAnyInRange('0', '9');
}
