using System.Globalization;
using LearningStudio.Caching;
using LearningStudio.HostApi.Reviews;
using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

/// <summary>
/// Drops what an event makes wrong, after the commit and before the writer's answer:
/// <list type="table">
/// <item><term>TopicCreated, PostCreated, PostApproved, PostHidden, TopicChanged, TopicMoved</term><description>the forum
/// list; the forum, its parent and their topic pages; the topic and its pages; moderation analytics; figures as
/// <see cref="ForumStatisticsService.InvalidateAsync(StatisticsEvent, CancellationToken)"/> knows</description></item>
/// <item><term>PostEdited</term><description>the topic's pages</description></item>
/// <item><term>PostHeld, ReviewChanged</term><description>moderation analytics; for a held topic or post, the absence
/// that may be cached under its topic</description></item>
/// <item><term>UserChanged</term><description>the user's figures, the totals, and who is online</description></item>
/// </list>
/// </summary>
internal sealed class CacheInvalidation(VersionedCache cache, ForumStatisticsService statistics) : IForumEventHandler
{
    public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
    {
        foreach (ForumEvent told in events)
        {
            switch (told.Kind)
            {
                case ForumEventKind.PostEdited:
                    await DropTopicAsync(told);
                    break;
                case ForumEventKind.PostHeld:
                    await DropTopicAsync(told);
                    await cache.RemoveAsync(CachedAnalytics.Key);
                    break;
                case ForumEventKind.ReviewChanged:
                    await cache.RemoveAsync(CachedAnalytics.Key);
                    break;
                case ForumEventKind.UserChanged:
                    await statistics.InvalidateAsync(
                        new StatisticsEvent(StatisticsEventKind.UserChanged, UserId: told.AuthorId)
                    );
                    break;
                default:
                    await DropTopicAsync(told);
                    await DropForumAsync(told.ForumId);
                    await DropForumAsync(told.ParentForumId);
                    await cache.RemoveAsync(["forum:list:all", CachedAnalytics.Key]);
                    await statistics.InvalidateAsync(new StatisticsEvent(Kind(told.Kind), told.ForumId, told.AuthorId));
                    break;
            }
        }
    }

    private static StatisticsEventKind Kind(ForumEventKind kind) => Enum.Parse<StatisticsEventKind>(kind.ToString());

    private async Task DropTopicAsync(ForumEvent told)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"topic:detail:{told.TopicId}");
        await cache.RemoveAsync(key);
        await cache.RemoveByPatternAsync(key + ":*");
    }

    private async Task DropForumAsync(long? id)
    {
        if (id is not null)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"forum:detail:{id}");
            await cache.RemoveAsync(key);
            await cache.RemoveByPatternAsync(key + ":*");
        }
    }
}
