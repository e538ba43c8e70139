using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets.NPlusOne;

/// <summary>What one path of calls, with the parts of it that an await cut short, did with a statement.</summary>
/// <param name="Path">The path.</param>
/// <param name="Count">How often it sent the statement.</param>
/// <param name="DistinctValues">With how many sets of values.</param>
internal sealed record Loop(CallPath Path, int Count, int DistinctValues)
{
    // Rule: a path that another continues belongs to it if no third one continues it too; otherwise it stands for itself.
    //   Where paths are missing, the third may be among them.
    public static IReadOnlyList<Loop> Create(IReadOnlyCollection<PathRepeats> paths, bool isComplete)
    {
        PathRepeats[] sent = [.. paths.Where(path => path.Count > 0)];
        if (!isComplete)
        {
            return [.. sent.Select(path => Join(path, []))];
        }

        PathRepeats[] longest = [.. sent.Where(path => !sent.Any(other => Continues(other, path)))];
        PathRepeats[] cut = [.. sent.Except(longest)];
        ILookup<PathRepeats, PathRepeats> parts = cut.ToLookup(path =>
            longest.Where(other => Continues(other, path)).ToArray() is [var only] ? only : path
        );
        return [.. longest.Concat(cut.Where(path => parts.Contains(path))).Select(path => Join(path, parts[path]))];
    }

    private static bool Continues(PathRepeats longer, PathRepeats shorter) =>
        !ReferenceEquals(longer, shorter) && shorter.Path.IsPrefixOf(longer.Path);

    private static Loop Join(PathRepeats path, IEnumerable<PathRepeats> parts)
    {
        PathRepeats[] all = [path, .. parts.Where(part => part != path)];
        return new Loop(path.Path, all.Sum(part => part.Count), all.SelectMany(part => part.Values).Distinct().Count());
    }
}
