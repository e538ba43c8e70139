using System.Globalization;
using LearningStudio.HostApi.Reading;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Cache;

// Rule: whatever is read of a topic or a forum has its tag, so that one invalidation reaches all of it, in processes of
//   another Caching:Version too. What there is once is removed by its key, given as a pattern for the same reason.
/// <summary>The keys of cached answers, and the tags by which they are removed.</summary>
internal static class ForumCacheKeys
{
    public const string ForumList = "forum:list:all";
    public const string ModerationAnalytics = "moderation:analytics:7d";

    /// <summary>A pattern of the statistics of all users.</summary>
    public const string AllUserStatistics = "user:stats:*";

    public static string ForumTag(long id) => $"forum:{Text(id)}";

    public static string TopicTag(long id) => $"topic:{Text(id)}";

    public static string Forum(long id) => $"forum:detail:{Text(id)}";

    public static string ForumTopicCount(long id) => $"{Forum(id)}:topics:count";

    public static string ForumTopics(long id, PageRequest page) => $"{Forum(id)}:topics:{Text(page)}";

    public static string Topic(long id) => $"topic:detail:{Text(id)}";

    public static string TopicPosts(long id, PageRequest page) => $"{Topic(id)}:posts:{Text(page)}";

    // Pages of the default size have the short key that other clients of the cache know.
    private static string Text(PageRequest page) =>
        page.Size == Paging.DefaultSize
            ? $"page:{Text(page.Number)}"
            : $"page:{Text(page.Number)}:size:{Text(page.Size)}";

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
