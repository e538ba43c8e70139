namespace LearningStudio.Statistics.Cached;

/// <summary>
/// Which statistics an event makes wrong. What is not dropped stays right, or is allowed to be as old as its expiration:
/// users online after a post, weekly posts elsewhere, and the order of trending topics.
/// </summary>
internal static class StatisticsInvalidation
{
    private const StatisticsScope Counts =
        StatisticsScope.Site | StatisticsScope.Activity | StatisticsScope.Forum | StatisticsScope.User;

    private const StatisticsScope Members =
        StatisticsScope.Site | StatisticsScope.Activity | StatisticsScope.User | StatisticsScope.Online;

    public static StatisticsScope ScopeOf(StatisticsEventKind kind) =>
        kind switch
        {
            StatisticsEventKind.TopicCreated => Counts,
            StatisticsEventKind.TopicChanged => StatisticsScope.Trending,
            StatisticsEventKind.TopicMoved => StatisticsScope.Forum | StatisticsScope.Trending,
            StatisticsEventKind.PostCreated => Counts,
            StatisticsEventKind.PostApproved => Counts,
            StatisticsEventKind.PostHidden => Counts | StatisticsScope.Trending,
            StatisticsEventKind.UserJoined => Members,
            StatisticsEventKind.UserChanged => Members,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such event."),
        };
}
