namespace LearningStudio.Statistics.Tests;

/// <summary>The in-memory source, counting how often it is asked.</summary>
internal sealed class CountingSource : IForumStatisticsSource
{
    private readonly Dictionary<long, long> _topics = [];
    private long _ids;

    public InMemoryForumStatisticsSource Data { get; } = new();

    public int Calls { get; private set; }

    /// <summary>Tells of a topic without posts, named after its forum.</summary>
    public long Topic(long forumId, long authorId, DateTimeOffset at)
    {
        long id = ++_ids;
        _topics[forumId] = id;
        Data.AddTopic(new StatisticsTopic(id, forumId, authorId, $"topic {forumId}", at));
        return id;
    }

    /// <summary>Tells of a post in the forum's latest topic, which must be there.</summary>
    public long Post(long forumId, long authorId, DateTimeOffset at)
    {
        long id = ++_ids;
        Data.AddPost(new StatisticsPost(id, _topics[forumId], authorId, at));
        return id;
    }

    private InMemoryForumStatisticsSource Asked
    {
        get
        {
            Calls++;
            return Data;
        }
    }

    public Task<SiteCounts> GetSiteAsync(CancellationToken cancellationToken) => Asked.GetSiteAsync(cancellationToken);

    public Task<ForumCounts?> FindForumAsync(
        long forumId,
        DateTimeOffset postsSince,
        DateTimeOffset activeSince,
        CancellationToken cancellationToken
    ) => Asked.FindForumAsync(forumId, postsSince, activeSince, cancellationToken);

    public Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken) =>
        Asked.FindUserAsync(userId, cancellationToken);

    public Task<int> CountOnlineAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Asked.CountOnlineAsync(since, cancellationToken);

    public Task<IReadOnlyList<Member>> ListOnlineAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) => Asked.ListOnlineAsync(since, limit, cancellationToken);

    public Task<IReadOnlyList<ActivityDay>> GetActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) => Asked.GetActivityAsync(first, last, cancellationToken);

    public Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) => Asked.ListTrendingTopicsAsync(since, limit, cancellationToken);
}
