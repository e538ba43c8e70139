namespace LearningStudio.Benchmarks.ForumList;

/// <summary>A category with its forums.</summary>
public sealed record ForumListCategory(long Id, string Name, IReadOnlyList<ForumListForum> Forums);
