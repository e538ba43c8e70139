using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Statistics over the repositories, each read one statement.</summary>
internal sealed class RepositoryStatisticsSource(IForumRepository forums, IPostRepository posts, IUserRepository users)
    : IForumStatisticsSource
{
    public async Task<SiteCounts> GetSiteAsync(CancellationToken cancellationToken)
    {
        SiteStats totals = await forums.GetSiteStatsAsync(cancellationToken);
        return new SiteCounts(totals.Topics, totals.Posts, totals.Users, Member(totals.LatestMember));
    }

    public async Task<ForumCounts?> FindForumAsync(
        long forumId,
        DateTimeOffset postsSince,
        DateTimeOffset activeSince,
        CancellationToken cancellationToken
    )
    {
        var window = new ActivityWindow { PostsSince = postsSince, UsersSince = activeSince };
        IReadOnlyList<ForumSummary> found = await forums.GetWithChildrenAsync(forumId, window, cancellationToken);
        return found.FirstOrDefault(forum => forum.Id == forumId) is { } counted
            ? new ForumCounts(counted.TopicCount, counted.PostCount, counted.RecentPosts, counted.ActiveUsers)
            : null;
    }

    public async Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken) =>
        await users.FindActivityAsync(userId, cancellationToken) is { } user
            ? new UserStatistics(
                new Member(userId, user.User.Name),
                user.TopicCount,
                user.PostCount,
                user.LastTopicAt,
                user.LastPostAt
            )
            : null;

    public Task<int> CountOnlineAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        users.CountSeenSinceAsync(since, cancellationToken);

    public async Task<IReadOnlyList<Member>> ListOnlineAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) => [.. (await users.GetSeenSinceAsync(since, limit, cancellationToken)).Select(user => Member(user)!)];

    public async Task<IReadOnlyList<ActivityDay>> GetActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await forums.GetDailyActivityAsync(first, last, cancellationToken)).Select(day => new ActivityDay(
                day.Day,
                day.Topics,
                day.Posts,
                day.Users
            )),
        ];

    public async Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await posts.CountByTopicAsync(since, limit, cancellationToken)).Select(topic => new TrendingTopic(
                topic.TopicId,
                topic.Title,
                topic.ForumId,
                topic.Posts
            )),
        ];

    private static Member? Member(Author? author) => author is { Id: { } id } ? new Member(id, author.Name) : null;
}
