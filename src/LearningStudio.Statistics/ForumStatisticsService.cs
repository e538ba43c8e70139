using LearningStudio.Statistics.Cached;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace LearningStudio.Statistics;

/// <summary>Reads statistics of the site, its forums and its users, from the cache where they are fresh enough.</summary>
/// <remarks>A cold read asks the source at most twice, a warm one not at all. Thread-safe.</remarks>
public sealed class ForumStatisticsService(
    IForumStatisticsSource source,
    HybridCache cache,
    TimeProvider time,
    IOptions<ForumStatisticsOptions> options
)
{
    /// <summary>The most days an activity summary covers.</summary>
    public const int MaxDays = 366;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly ForumStatisticsOptions _options = options.Value;

    /// <summary>From when posts count as weekly, at this moment.</summary>
    public DateTimeOffset WeekStart => time.GetUtcNow() - Week;

    /// <summary>From when users count as online, at this moment.</summary>
    public DateTimeOffset OnlineSince => time.GetUtcNow() - _options.OnlineWindow;

    /// <summary>Whether a forum with so many weekly posts is trending.</summary>
    public bool IsTrending(int weeklyPosts) => weeklyPosts > _options.TrendingAbove;

    /// <summary>Reads the statistics of the whole site.</summary>
    public async Task<OverallStatistics> GetOverallAsync(CancellationToken cancellationToken = default)
    {
        SiteCounts site = await CachedAsync(
                StatisticsKeys.Site,
                _options.SiteExpiration,
                source.GetSiteAsync,
                cancellationToken
            )
            .ConfigureAwait(false);
        int online = await CountOnlineAsync(cancellationToken).ConfigureAwait(false);
        return new OverallStatistics(site.Topics, site.Posts, site.Users, online, site.LatestMember);
    }

    /// <summary>Reads the statistics of a forum; null without such a forum.</summary>
    public async Task<ForumStatistics?> FindForumAsync(long forumId, CancellationToken cancellationToken = default)
    {
        // Cold, both entries come from one read; the number of users online expires sooner, and then is read again.
        ForumCounts? read = null;
        ForumCounts? forum = await CachedAsync(
                StatisticsKeys.Forum(forumId),
                _options.ForumExpiration,
                async token => read = await ReadForumAsync(forumId, token).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (forum is null)
        {
            return null;
        }

        int online = await CachedAsync(
                StatisticsKeys.ForumOnline(forumId),
                _options.OnlineExpiration,
                async token => (read ?? await ReadForumAsync(forumId, token).ConfigureAwait(false))?.ActiveUsers ?? 0,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new ForumStatistics(forum.Topics, forum.Posts, forum.RecentPosts, online, IsTrending(forum.RecentPosts));
    }

    /// <summary>Reads the statistics of a user; null without such an active user.</summary>
    public Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken = default) =>
        CachedAsync(
            StatisticsKeys.User(userId),
            _options.UserExpiration,
            token => source.FindUserAsync(userId, token),
            cancellationToken
        );

    /// <summary>Counts the users online.</summary>
    public Task<int> CountOnlineAsync(CancellationToken cancellationToken = default) =>
        CachedAsync(
            StatisticsKeys.OnlineCount,
            _options.OnlineExpiration,
            token => source.CountOnlineAsync(OnlineSince, token),
            cancellationToken
        );

    /// <summary>Lists the users online, the latest seen first, at most <see cref="ForumStatisticsOptions.OnlineListLimit"/>.</summary>
    public Task<IReadOnlyList<Member>> ListOnlineAsync(CancellationToken cancellationToken = default) =>
        CachedAsync(
            StatisticsKeys.OnlineList,
            _options.OnlineExpiration,
            token => source.ListOnlineAsync(OnlineSince, _options.OnlineListLimit, token),
            cancellationToken
        );

    /// <summary>Counts what was new on each of the last days, today included.</summary>
    /// <param name="days">How many UTC days; from 1 to <see cref="MaxDays"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is out of its bounds.</exception>
    public Task<ActivitySummary> GetActivityAsync(int days, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaxDays);
        DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return CachedAsync(
            StatisticsKeys.Activity(today, days),
            _options.ActivityExpiration,
            token => SumUpAsync(today, days, token),
            cancellationToken,
            StatisticsKeys.ActivityTags
        );
    }

    /// <summary>
    /// Lists the topics with the most posts of seven days, most posts first, at most
    /// <see cref="ForumStatisticsOptions.TrendingListLimit"/>.
    /// </summary>
    public Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(CancellationToken cancellationToken = default) =>
        CachedAsync(
            StatisticsKeys.Trending,
            _options.TrendingExpiration,
            token => source.ListTrendingTopicsAsync(WeekStart, _options.TrendingListLimit, token),
            cancellationToken
        );

    /// <summary>
    /// Removes the cached statistics that an event makes wrong, and no others. Users online after a post, weekly posts of
    /// other forums and the order of trending topics may be as old as their expiration.
    /// </summary>
    public Task InvalidateAsync(StatisticsEvent happened, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return InvalidateAsync([happened], cancellationToken);
    }

    /// <summary>
    /// Removes the cached statistics that any of the events makes wrong, each once: one call to the cache for all keys and
    /// one for the tag of activity, however many events there are.
    /// </summary>
    /// <param name="happened">Any number of events, in any order; none does nothing.</param>
    /// <param name="cancellationToken">Cancels the invalidation.</param>
    public Task InvalidateAsync(
        IReadOnlyCollection<StatisticsEvent> happened,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(happened);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var scopes = StatisticsScope.None;
        foreach (StatisticsEvent one in happened)
        {
            StatisticsScope scope = StatisticsInvalidation.ScopeOf(one.Kind);
            keys.UnionWith(StatisticsKeys.ForScope(scope, one.ForumId, one.UserId));
            scopes |= scope;
        }

        return RemoveAsync(keys, scopes.HasFlag(StatisticsScope.Activity), cancellationToken);
    }

    private async Task RemoveAsync(HashSet<string> keys, bool withActivity, CancellationToken cancellationToken)
    {
        if (keys.Count > 0)
        {
            await cache.RemoveAsync(keys, cancellationToken).ConfigureAwait(false);
        }

        if (withActivity)
        {
            await cache.RemoveByTagAsync(StatisticsKeys.ActivityTag, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<ForumCounts?> ReadForumAsync(long forumId, CancellationToken cancellationToken) =>
        source.FindForumAsync(forumId, WeekStart, OnlineSince, cancellationToken);

    private async Task<ActivitySummary> SumUpAsync(DateOnly today, int days, CancellationToken cancellationToken)
    {
        DateOnly first = today.AddDays(1 - days);
        Dictionary<DateOnly, ActivityDay> known = (
            await source.GetActivityAsync(first, today, cancellationToken).ConfigureAwait(false)
        ).ToDictionary(day => day.Day);
        ActivityDay[] all =
        [
            .. Enumerable
                .Range(0, days)
                .Select(first.AddDays)
                .Select(day => known.GetValueOrDefault(day) ?? new ActivityDay(day, 0, 0, 0)),
        ];
        return new ActivitySummary(
            all,
            all.Sum(day => day.Topics),
            all.Sum(day => day.Posts),
            all.Sum(day => day.Users)
        );
    }

    private async Task<T> CachedAsync<T>(
        string key,
        TimeSpan expiration,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        string[]? tags = null
    ) =>
        await cache
            .GetOrCreateAsync(
                key,
                async token => await read(token).ConfigureAwait(false),
                new HybridCacheEntryOptions { Expiration = expiration, LocalCacheExpiration = expiration },
                tags,
                cancellationToken
            )
            .ConfigureAwait(false);
}
