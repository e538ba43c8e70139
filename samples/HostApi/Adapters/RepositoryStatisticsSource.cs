using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Statistics over the repositories, each read one statement.</summary>
internal sealed class RepositoryStatisticsSource(IForumRepository forums, IPostRepository posts, IUserRepository users)
    : IForumStatisticsSource
{
    public async Task<SiteFigures> GetSiteAsync(CancellationToken cancellationToken)
    {
        SiteStats totals = await forums.GetSiteStatsAsync(cancellationToken);
        return new SiteFigures(totals.Topics, totals.Posts, totals.Users, Member(totals.LatestMember));
    }

    public async Task<ForumFigures?> FindForumAsync(
        long forumId,
        DateTimeOffset postsSince,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(
            forumId,
            new ActivityWindow { PostsSince = postsSince, UsersSince = postsSince },
            cancellationToken
        )
            is { } forum
            ? new ForumFigures(forum.TopicCount, forum.PostCount, forum.RecentPosts)
            : null;

    public async Task<int> CountActiveInForumAsync(
        long forumId,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        (
            await FindAsync(forumId, new ActivityWindow { PostsSince = since, UsersSince = since }, cancellationToken)
        )?.ActiveUsers
        ?? 0;

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

    private async Task<ForumSummary?> FindAsync(long id, ActivityWindow window, CancellationToken cancellationToken)
    {
        IReadOnlyList<ForumSummary> found = await forums.GetWithChildrenAsync(id, window, cancellationToken);
        return found.FirstOrDefault(forum => forum.Id == id);
    }

    private static Member? Member(Author? author) => author is { Id: { } id } ? new Member(id, author.Name) : null;
}
