namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>Puts forums, each list of siblings in its order, into the order of a walk through the tree.</summary>
internal static class ForumTree
{
    /// <summary>Those whose parents are not among the forums are left out.</summary>
    public static IReadOnlyList<T> ParentsFirst<T>(IReadOnlyList<T> forums, Func<T, long> idOf, Func<T, long?> parentOf)
    {
        ILookup<long, T> children = forums
            .Where(forum => parentOf(forum) is not null)
            .ToLookup(forum => parentOf(forum)!.Value);
        var ordered = new List<T>(forums.Count);
        var waiting = new Stack<T>(forums.Where(forum => parentOf(forum) is null).Reverse());
        while (waiting.TryPop(out T? forum))
        {
            ordered.Add(forum);
            foreach (T child in children[idOf(forum)].Reverse())
            {
                waiting.Push(child);
            }
        }

        return ordered;
    }
}
