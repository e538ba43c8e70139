namespace LearningStudio.Statistics;

/// <summary>Figures of what was told to it: for tests, trials and small sites. Thread-safe; reads are linear.</summary>
public sealed class InMemoryForumStatisticsSource : IForumStatisticsSource
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _forums = [];
    private readonly Dictionary<long, (Member Member, DateTimeOffset JoinedAt, DateTimeOffset SeenAt)> _users = [];
    private readonly List<(long ForumId, long AuthorId, DateTimeOffset At)> _topics = [];
    private readonly List<(long ForumId, long AuthorId, DateTimeOffset At)> _posts = [];

    /// <summary>Tells of a forum.</summary>
    public void AddForum(long forumId)
    {
        lock (_lock)
        {
            _forums.Add(forumId);
        }
    }

    /// <summary>Tells of a user, who is seen on joining.</summary>
    public void AddUser(Member user, DateTimeOffset joinedAt)
    {
        ArgumentNullException.ThrowIfNull(user);
        lock (_lock)
        {
            _users[user.Id] = (user, joinedAt, joinedAt);
        }
    }

    /// <summary>Tells that a user was seen; a user not told of is ignored.</summary>
    public void Touch(long userId, DateTimeOffset seenAt)
    {
        lock (_lock)
        {
            if (_users.TryGetValue(userId, out var user) && user.SeenAt < seenAt)
            {
                _users[userId] = user with { SeenAt = seenAt };
            }
        }
    }

    /// <summary>Tells of a topic; its opening post is told of as a post.</summary>
    public void AddTopic(long forumId, long authorId, DateTimeOffset at)
    {
        lock (_lock)
        {
            _forums.Add(forumId);
            _topics.Add((forumId, authorId, at));
        }
    }

    /// <summary>Tells of a post.</summary>
    public void AddPost(long forumId, long authorId, DateTimeOffset at)
    {
        lock (_lock)
        {
            _forums.Add(forumId);
            _posts.Add((forumId, authorId, at));
        }
    }

    /// <inheritdoc />
    public Task<SiteFigures> GetSiteAsync(CancellationToken cancellationToken) =>
        Read(
            () =>
                new SiteFigures(
                    _topics.Count,
                    _posts.Count,
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
                        _topics.Count(topic => topic.ForumId == forumId),
                        _posts.Count(post => post.ForumId == forumId),
                        _posts.Count(post => post.ForumId == forumId && post.At >= postsSince)
                    )
                    : null,
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> CountActiveInForumAsync(long forumId, DateTimeOffset since, CancellationToken cancellationToken) =>
        Read(
            () =>
                _posts
                    .Where(post => post.ForumId == forumId && post.At >= since)
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
                    .. _topics.Where(topic => topic.AuthorId == userId).Select(topic => topic.At),
                ];
                DateTimeOffset[] posts = [.. _posts.Where(post => post.AuthorId == userId).Select(post => post.At)];
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
                ILookup<DateOnly, DateTimeOffset> topics = ByDay(_topics.Select(topic => topic.At));
                ILookup<DateOnly, DateTimeOffset> posts = ByDay(_posts.Select(post => post.At));
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

    private static DateTimeOffset? Latest(DateTimeOffset[] times) => times.Length == 0 ? null : times.Max();

    private static ILookup<DateOnly, DateTimeOffset> ByDay(IEnumerable<DateTimeOffset> times) =>
        times.ToLookup(at => DateOnly.FromDateTime(at.UtcDateTime));

    private Task<T> Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(read());
        }
    }
}
