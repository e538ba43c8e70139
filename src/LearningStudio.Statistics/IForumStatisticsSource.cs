namespace LearningStudio.Statistics;

/// <summary>The data behind the statistics. Implement it over your own database; it must be thread-safe.</summary>
/// <remarks>Each member should cost one statement. Moments are inclusive.</remarks>
public interface IForumStatisticsSource
{
    /// <summary>Reads the totals of the site.</summary>
    Task<SiteCounts> GetSiteAsync(CancellationToken cancellationToken);

    /// <summary>Reads the counts of a forum; null without such a forum.</summary>
    /// <param name="forumId">The forum.</param>
    /// <param name="postsSince">From when posts count as recent.</param>
    /// <param name="activeSince">From when the author of a post counts as active.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ForumCounts?> FindForumAsync(
        long forumId,
        DateTimeOffset postsSince,
        DateTimeOffset activeSince,
        CancellationToken cancellationToken
    );

    /// <summary>Reads the statistics of a user; null without such an active user.</summary>
    Task<UserStatistics?> FindUserAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Counts the active users seen since a moment.</summary>
    Task<int> CountOnlineAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Lists the active users seen since a moment, the latest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Member>> ListOnlineAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);

    /// <summary>Reads what was new from the first UTC day to the last, both included; empty days may be left out.</summary>
    Task<IReadOnlyList<ActivityDay>> GetActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the visible topics with the most visible posts since a moment, most posts first, at most <paramref name="limit"/>.</summary>
    /// <remarks>Of topics with equally many the one with the higher id comes first; those without any are left out.</remarks>
    Task<IReadOnlyList<TrendingTopic>> ListTrendingTopicsAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken
    );
}
