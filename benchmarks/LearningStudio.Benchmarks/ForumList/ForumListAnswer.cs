using LearningStudio.Repositories;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>What the forum list answers, before and after.</summary>
public sealed record ForumListAnswer(IReadOnlyList<ForumListCategory> Categories, SiteTotals Totals, int OnlineUsers);
