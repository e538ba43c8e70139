using LearningStudio.Caching;
using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Cache;

/// <summary>
/// Removes what events make wrong, after the commit and before the writer's answer; each tag, key and pattern once, however
/// many events name it:
/// <list type="table">
/// <item><term>TopicCreated, PostCreated, PostApproved, PostHidden, TopicChanged, TopicMoved</term><description>the forum
/// list; the forum, its parent and their topic pages; the topic and its pages; moderation analytics; statistics as
/// <see cref="ForumStatisticsService.InvalidateAsync(StatisticsEvent, CancellationToken)"/> knows</description></item>
/// <item><term>PostEdited</term><description>the topic's pages</description></item>
/// <item><term>PostHeld, ReviewChanged</term><description>moderation analytics; for a held topic or post, the absence
/// that may be cached under its topic</description></item>
/// <item><term>UserChanged</term><description>the user's statistics and activity, the totals, and who is online</description></item>
/// </list>
/// </summary>
internal sealed class CacheInvalidation(VersionedCache cache, ForumStatisticsService statistics) : IForumEventHandler
{
    /// <exception cref="InvalidationPendingException">Redis was not reached: what is dropped in this process stays in the others.</exception>
    public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
    {
        CacheTargets targets = CacheTargets.From(events);
        await Task.WhenAll(
            cache.RemoveByTagAsync(targets.Tags).AsTask(),
            statistics.InvalidateAsync(targets.Statistics)
        );
        // Patterns go last, since they alone say whether Redis was reached: where it was not, neither were tags and keys. Without
        // a pattern a harmless one asks.
        Task<InvalidationScope>[] removals =
        [
            .. targets
                .Patterns.DefaultIfEmpty(ForumCacheKeys.ModerationAnalytics)
                .Select(pattern => cache.RemoveByPatternAsync(pattern).AsTask()),
        ];
        if (Array.Exists(await Task.WhenAll(removals), scope => scope != InvalidationScope.Everywhere))
        {
            throw new InvalidationPendingException();
        }
    }
}
