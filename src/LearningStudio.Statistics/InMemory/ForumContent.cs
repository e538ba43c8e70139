namespace LearningStudio.Statistics;

public sealed partial class InMemoryForumStatisticsSource
{
    /// <inheritdoc />
    public Task<SiteFigures> GetSiteAsync(CancellationToken cancellationToken) =>
        Read(
            () =>
                new SiteFigures(
                    _topics.Count,
                    Visible().Count(),
                    _users.Count,
                    _users.Values.OrderBy(user => (user.JoinedAt, user.Member.Id)).LastOrDefault().Member
                ),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<ForumFigures?> FindForumAsync(
        long forumId,
        DateTimeOffset postsSince,
        CancellationToken cancellationToken
    ) =>
        Read(
            () =>
                _forums.Contains(forumId)
                    ? new ForumFigures(
                        _topics.Values.Count(topic => topic.ForumId == forumId),
                        InForum(forumId).Count(),
                        InForum(forumId).Count(post => post.CreatedAt >= postsSince)
                    )
                    : null,
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> CountActiveInForumAsync(long forumId, DateTimeOffset since, CancellationToken cancellationToken) =>
        Read(
            () =>
                InForum(forumId)
                    .Where(post => post.CreatedAt >= since)
                    .Select(post => post.AuthorId)
                    .Distinct()
                    .Count(),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken) =>
        Read(
            () =>
            {
                if (!_users.TryGetValue(userId, out var user))
                {
                    return null;
                }

                DateTimeOffset[] topics =
                [
                    .. _topics.Values.Where(topic => topic.AuthorId == userId).Select(topic => topic.CreatedAt),
                ];
                DateTimeOffset[] posts =
                [
                    .. Visible().Where(post => post.AuthorId == userId).Select(post => post.CreatedAt),
                ];
                return new UserStatistics(user.Member, topics.Length, posts.Length, Latest(topics), Latest(posts));
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> CountOnlineAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Read(() => _users.Values.Count(user => user.SeenAt >= since), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Member>> ListOnlineAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) =>
        Read<IReadOnlyList<Member>>(
            () =>
                [
                    .. _users
                        .Values.Where(user => user.SeenAt >= since)
                        .OrderByDescending(user => user.SeenAt)
                        .ThenBy(user => user.Member.Id)
                        .Take(limit)
                        .Select(user => user.Member),
                ],
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<ActivityDay>> GetActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) =>
        Read<IReadOnlyList<ActivityDay>>(
            () =>
            {
                ILookup<DateOnly, DateTimeOffset> topics = ByDay(_topics.Values.Select(topic => topic.CreatedAt));
                ILookup<DateOnly, DateTimeOffset> posts = ByDay(Visible().Select(post => post.CreatedAt));
                ILookup<DateOnly, DateTimeOffset> users = ByDay(_users.Values.Select(user => user.JoinedAt));
                return
                [
                    .. Enumerable
                        .Range(0, last.DayNumber - first.DayNumber + 1)
                        .Select(first.AddDays)
                        .Select(day => new ActivityDay(
                            day,
                            topics[day].Count(),
                            posts[day].Count(),
                            users[day].Count()
                        )),
                ];
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) =>
        Read<IReadOnlyList<TrendingTopic>>(
            () =>
                [
                    .. Visible()
                        .Where(post => post.CreatedAt >= since)
                        .CountBy(post => post.TopicId)
                        .OrderByDescending(topic => (topic.Value, topic.Key))
                        .Take(limit)
                        .Select(topic => new TrendingTopic(
                            topic.Key,
                            _topics[topic.Key].Title,
                            _topics[topic.Key].ForumId,
                            topic.Value
                        )),
                ],
            cancellationToken
        );

    private static DateTimeOffset? Latest(DateTimeOffset[] times) => times.Length == 0 ? null : times.Max();

    private static ILookup<DateOnly, DateTimeOffset> ByDay(IEnumerable<DateTimeOffset> times) =>
        times.ToLookup(at => DateOnly.FromDateTime(at.UtcDateTime));

    private IEnumerable<StatisticsPost> Visible() => _posts.Values.Where(post => _topics.ContainsKey(post.TopicId));

    private IEnumerable<StatisticsPost> InForum(long forumId) =>
        Visible().Where(post => _topics[post.TopicId].ForumId == forumId);

    private Task<T> Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(read());
        }
    }
}
