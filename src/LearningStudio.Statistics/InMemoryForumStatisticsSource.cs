using LearningStudio.Statistics.InMemory;

namespace LearningStudio.Statistics;

/// <summary>Counts the users, topics and posts that it is given: for tests, trials and small sites.</summary>
/// <remarks>Thread-safe. A read takes time in proportion to what it counts.</remarks>
public sealed class InMemoryForumStatisticsSource : IForumStatisticsSource
{
    private readonly Lock _lock = new();
    private readonly ForumContent _content = new();

    /// <summary>Adds a forum; one that is there already stays.</summary>
    public void AddForum(long forumId) => Change(content => content.Forums.Add(forumId));

    /// <summary>Adds a user, who counts as seen on joining, or replaces the one with the same id.</summary>
    public void AddUser(Member user, DateTimeOffset joinedAt)
    {
        ArgumentNullException.ThrowIfNull(user);
        Change(content => content.Users[user.Id] = new UserRecord(user, joinedAt, joinedAt));
    }

    /// <summary>Removes a user, whose topics and posts stay; an unknown one is ignored.</summary>
    public void RemoveUser(long userId) => Change(content => content.Users.Remove(userId));

    /// <summary>Records that a user was seen. An unknown user, and a time before the latest, is ignored.</summary>
    public void MarkSeen(long userId, DateTimeOffset seenAt) =>
        Change(content =>
        {
            if (content.Users.TryGetValue(userId, out UserRecord? user) && user.SeenAt < seenAt)
            {
                content.Users[userId] = user with { SeenAt = seenAt };
            }
        });

    /// <summary>
    /// Adds a visible topic, and its forum where that is new, or replaces the topic with the same id. Its opening post is
    /// added as a post.
    /// </summary>
    public void AddTopic(StatisticsTopic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        Change(content =>
        {
            content.Forums.Add(topic.ForumId);
            content.Topics[topic.Id] = topic;
        });
    }

    /// <summary>Removes a topic; its posts no longer count. An unknown one is ignored.</summary>
    public void RemoveTopic(long topicId) => Change(content => content.Topics.Remove(topicId));

    /// <summary>Adds a visible post, or replaces the one with the same id. It counts while its topic is there.</summary>
    public void AddPost(StatisticsPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        Change(content => content.Posts[post.Id] = post);
    }

    /// <summary>Removes a post; an unknown one is ignored.</summary>
    public void RemovePost(long postId) => Change(content => content.Posts.Remove(postId));

    /// <inheritdoc />
    public Task<SiteCounts> GetSiteAsync(CancellationToken cancellationToken) =>
        ReadAsync(content => content.CountSite(), cancellationToken);

    /// <inheritdoc />
    public Task<ForumCounts?> FindForumAsync(
        long forumId,
        DateTimeOffset postsSince,
        DateTimeOffset activeSince,
        CancellationToken cancellationToken
    ) => ReadAsync(content => content.CountForum(forumId, postsSince, activeSince), cancellationToken);

    /// <inheritdoc />
    public Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken) =>
        ReadAsync(content => content.FindUser(userId), cancellationToken);

    /// <inheritdoc />
    public Task<int> CountOnlineAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(content => content.CountOnline(since), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Member>> ListOnlineAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) => ReadAsync<IReadOnlyList<Member>>(content => content.ListOnline(since, limit), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ActivityDay>> GetActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) => ReadAsync<IReadOnlyList<ActivityDay>>(content => content.CountByDay(first, last), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) => ReadAsync<IReadOnlyList<TrendingTopic>>(content => content.ListTrending(since, limit), cancellationToken);

    private void Change(Action<ForumContent> change)
    {
        lock (_lock)
        {
            change(_content);
        }
    }

    private Task<T> ReadAsync<T>(Func<ForumContent, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(read(_content));
        }
    }
}
