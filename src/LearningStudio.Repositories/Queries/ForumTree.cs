namespace LearningStudio.Repositories.Queries;

/// <summary>Puts forums, each list of siblings in its order, into the order of a walk through the tree.</summary>
internal static class ForumTree
{
    public static IReadOnlyList<ForumSummary> ParentsFirst(IReadOnlyList<ForumSummary> forums)
    {
        ILookup<long, ForumSummary> children = forums
            .Where(forum => forum.ParentId is not null)
            .ToLookup(forum => forum.ParentId!.Value);
        var ordered = new List<ForumSummary>(forums.Count);
        var waiting = new Stack<ForumSummary>(forums.Where(forum => forum.ParentId is null).Reverse());
        while (waiting.TryPop(out ForumSummary? forum))
        {
            ordered.Add(forum);
            foreach (ForumSummary child in children[forum.Id].Reverse())
            {
                waiting.Push(child);
            }
        }

        return ordered;
    }
}
