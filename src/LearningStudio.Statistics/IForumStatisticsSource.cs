namespace LearningStudio.Statistics;

/// <summary>Where the figures come from: implement it over your own data. Must be thread-safe.</summary>
/// <remarks>Each member should cost one statement. Moments are inclusive.</remarks>
public interface IForumStatisticsSource
{
    /// <summary>Reads the totals of the site.</summary>
    Task<SiteFigures> GetSiteAsync(CancellationToken cancellationToken);

    /// <summary>Reads the figures of a forum; null without such a forum.</summary>
    Task<ForumFigures?> FindForumAsync(long forumId, DateTimeOffset postsSince, CancellationToken cancellationToken);

    /// <summary>Counts the users who posted in a forum since a moment.</summary>
    Task<int> CountActiveInForumAsync(long forumId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Reads the figures of a user; null without such an active user.</summary>
    Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Counts the active users seen since a moment.</summary>
    Task<int> CountOnlineAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Lists the active users seen since a moment, the latest first, at most so many.</summary>
    Task<IReadOnlyList<Member>> ListOnlineAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);

    /// <summary>Reads what was new from the first UTC day to the last, both included; empty days may be left out.</summary>
    Task<IReadOnlyList<ActivityDay>> GetActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the visible topics with the most visible posts since a moment, most posts first, at most so many.</summary>
    /// <remarks>Of topics with equally many the one with the higher id comes first; those without any are left out.</remarks>
    Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    );
}
