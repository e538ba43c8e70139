namespace LearningStudio.Statistics.InMemory;

// Threads: its owner locks around every call.
// Cost: a read is linear in the number of topics, posts or users.
/// <summary>The forums, users, topics and posts that an <see cref="InMemoryForumStatisticsSource"/> was given.</summary>
internal sealed class ForumContent
{
    public HashSet<long> Forums { get; } = [];

    public Dictionary<long, UserRecord> Users { get; } = [];

    public Dictionary<long, StatisticsTopic> Topics { get; } = [];

    public Dictionary<long, StatisticsPost> Posts { get; } = [];

    private IEnumerable<StatisticsPost> VisiblePosts => Posts.Values.Where(post => Topics.ContainsKey(post.TopicId));

    public SiteCounts CountSite() =>
        new(
            Topics.Count,
            VisiblePosts.Count(),
            Users.Count,
            Users.Values.OrderBy(user => (user.JoinedAt, user.Member.Id)).LastOrDefault()?.Member
        );

    public ForumCounts? CountForum(long forumId, DateTimeOffset postsSince, DateTimeOffset activeSince)
    {
        if (!Forums.Contains(forumId))
        {
            return null;
        }

        StatisticsPost[] posts = [.. VisiblePosts.Where(post => Topics[post.TopicId].ForumId == forumId)];
        return new ForumCounts(
            Topics.Values.Count(topic => topic.ForumId == forumId),
            posts.Length,
            posts.Count(post => post.CreatedAt >= postsSince),
            posts.Where(post => post.CreatedAt >= activeSince).DistinctBy(post => post.AuthorId).Count()
        );
    }

    public UserStatistics? FindUser(long userId)
    {
        if (!Users.TryGetValue(userId, out UserRecord? user))
        {
            return null;
        }

        DateTimeOffset[] topics =
        [
            .. Topics.Values.Where(topic => topic.AuthorId == userId).Select(topic => topic.CreatedAt),
        ];
        DateTimeOffset[] posts =
        [
            .. VisiblePosts.Where(post => post.AuthorId == userId).Select(post => post.CreatedAt),
        ];
        return new UserStatistics(user.Member, topics.Length, posts.Length, Latest(topics), Latest(posts));
    }

    public int CountOnline(DateTimeOffset since) => Users.Values.Count(user => user.SeenAt >= since);

    public Member[] ListOnline(DateTimeOffset since, int limit) =>
        [
            .. Users
                .Values.Where(user => user.SeenAt >= since)
                .OrderByDescending(user => user.SeenAt)
                .ThenBy(user => user.Member.Id)
                .Take(limit)
                .Select(user => user.Member),
        ];

    public ActivityDay[] CountByDay(DateOnly first, DateOnly last)
    {
        ILookup<DateOnly, DateTimeOffset> topics = ByDay(Topics.Values.Select(topic => topic.CreatedAt));
        ILookup<DateOnly, DateTimeOffset> posts = ByDay(VisiblePosts.Select(post => post.CreatedAt));
        ILookup<DateOnly, DateTimeOffset> users = ByDay(Users.Values.Select(user => user.JoinedAt));
        return
        [
            .. Enumerable
                .Range(0, last.DayNumber - first.DayNumber + 1)
                .Select(first.AddDays)
                .Select(day => new ActivityDay(day, topics[day].Count(), posts[day].Count(), users[day].Count())),
        ];
    }

    public TrendingTopic[] ListTrending(DateTimeOffset since, int limit) =>
        [
            .. VisiblePosts
                .Where(post => post.CreatedAt >= since)
                .CountBy(post => post.TopicId)
                .OrderByDescending(topic => (topic.Value, topic.Key))
                .Take(limit)
                .Select(topic => new TrendingTopic(
                    topic.Key,
                    Topics[topic.Key].Title,
                    Topics[topic.Key].ForumId,
                    topic.Value
                )),
        ];

    private static DateTimeOffset? Latest(DateTimeOffset[] times) => times.Length == 0 ? null : times.Max();

    private static ILookup<DateOnly, DateTimeOffset> ByDay(IEnumerable<DateTimeOffset> times) =>
        times.ToLookup(at => DateOnly.FromDateTime(at.UtcDateTime));
}
