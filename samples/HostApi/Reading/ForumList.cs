using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Reading;

/// <summary>All forums and the totals of the site.</summary>
internal sealed record ForumList(IReadOnlyList<ForumNode> Categories, OverallStatistics Totals);
