namespace LearningStudio.QueryBudgets.Tests.NPlusOne;

/// <summary>A statement that was sent.</summary>
/// <param name="Kind">0 and 1 read, 2 writes.</param>
/// <param name="Path">The callers, innermost first; empty where the stack held none.</param>
/// <param name="Value">Its parameter.</param>
/// <param name="Fails">Whether it failed.</param>
/// <param name="IsAllowed">Whether it may repeat.</param>
internal sealed record Sent(int Kind, string Path, int Value, bool Fails = false, bool IsAllowed = false)
{
    public const int Write = 2;
}

/// <summary>What is found.</summary>
/// <param name="Kind">The statement.</param>
/// <param name="Found">What is wrong with it.</param>
/// <param name="Count">How often.</param>
/// <param name="Path">From where; null if it is not of one path.</param>
internal sealed record NaiveFinding(int Kind, QueryFindingKind Found, int Count, string? Path);

/// <summary>The findings of a sequence of statements, from all of them at once and by the words of the documentation.</summary>
internal static class NaiveFindings
{
    public static IEnumerable<NaiveFinding> Create(IReadOnlyList<Sent> sequence, int threshold, int maxPaths)
    {
        int[] writesBefore =
        [
            .. sequence.Select((_, i) => sequence.Take(i + 1).Count(sent => sent.Kind == Sent.Write)),
        ];
        return Enumerable
            .Range(0, Sent.Write + 1)
            .SelectMany(kind =>
                Of(kind, [.. sequence.Zip(writesBefore).Where(pair => pair.First.Kind == kind)], threshold, maxPaths)
            );
    }

    private static IEnumerable<NaiveFinding> Of(int kind, (Sent Sent, int Writes)[] all, int threshold, int maxPaths)
    {
        string[] paths = [.. all.Where(pair => !pair.Sent.IsAllowed).Select(pair => pair.Sent.Path).Distinct()];
        (Sent Sent, int Writes)[] counted = [.. all.Where(pair => !pair.Sent.IsAllowed && !pair.Sent.Fails)];
        ILookup<string, Sent> loops =
            paths.Length > maxPaths
                ? counted
                    .Where(pair => paths.Take(maxPaths).Contains(pair.Sent.Path))
                    .ToLookup(p => p.Sent.Path, p => p.Sent)
                : counted.ToLookup(pair => OwnerOf(pair.Sent.Path, counted), pair => pair.Sent);
        NaiveFinding[] rowByRow =
        [
            .. loops
                .Where(loop => loop.Count() >= threshold && loop.DistinctBy(sent => sent.Value).Count() > 1)
                .Select(loop => new NaiveFinding(kind, QueryFindingKind.NPlusOne, loop.Count(), loop.Key)),
        ];
        if (rowByRow.Length > 0)
        {
            return rowByRow;
        }

        int again =
            kind == Sent.Write
                ? 0
                : counted
                    .GroupBy(pair => (pair.Sent.Value, pair.Writes))
                    .Sum(same => same.Count() > 1 ? same.Count() : 0);
        return again > 1 ? [new NaiveFinding(kind, QueryFindingKind.Duplicate, again, Path: null)]
            : loops.Count > 1 ? [new NaiveFinding(kind, QueryFindingKind.Repeated, counted.Length, Path: null)]
            : [];
    }

    // Of those that go on longest, the only one that goes on from this path; otherwise the path itself.
    private static string OwnerOf(string path, (Sent Sent, int Writes)[] counted)
    {
        string[] paths = [.. counted.Select(pair => pair.Sent.Path).Distinct()];
        string[] longest =
        [
            .. paths.Where(one =>
                one.StartsWith(path, StringComparison.Ordinal)
                && !paths.Any(other => other.Length > one.Length && other.StartsWith(one, StringComparison.Ordinal))
            ),
        ];
        return longest is [var only] ? only : path;
    }
}
