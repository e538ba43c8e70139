using System.Globalization;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>
/// The reads of forums and topics. Cached is what an anonymous reader may see; a reader who is given, and may see more, is
/// answered from the database.
/// </summary>
internal sealed class CachedForum(
    HybridCache cache,
    IForumRepository forums,
    ITopicRepository topics,
    IPostRepository posts,
    ForumStatisticsService statistics
)
{
    private static readonly TimeSpan List = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Page = TimeSpan.FromMinutes(2);

    public ValueTask<IReadOnlyList<ForumSummary>> ListAsync(CancellationToken cancellationToken) =>
        GetAsync(
            "forum:list:all",
            List,
            token => forums.GetSummariesAsync(Window(), cancellationToken: token),
            cancellationToken
        );

    /// <summary>The forum and its direct subforums; null without such a forum.</summary>
    public ValueTask<IReadOnlyList<ForumSummary>?> FindForumAsync(long id, CancellationToken cancellationToken) =>
        GetAsync(
            $"forum:detail:{Text(id)}",
            Page,
            async token =>
                await forums.GetWithChildrenAsync(id, Window(), token) is { Count: > 0 } found ? found : null,
            cancellationToken
        );

    /// <summary>How many topics of a forum everybody sees; null without a forum that the reader may see.</summary>
    public ValueTask<int?> CountTopicsAsync(long forumId, Viewer? viewer, CancellationToken cancellationToken) =>
        viewer is not null
            ? new(forums.CountTopicsAsync(forumId, viewer, cancellationToken))
            : GetAsync(
                $"forum:detail:{Text(forumId)}:topics:count",
                Page,
                token => forums.CountTopicsAsync(forumId, cancellationToken: token),
                cancellationToken
            );

    public ValueTask<IReadOnlyList<TopicSummary>> GetTopicsAsync(
        long forumId,
        PageRequest page,
        Viewer? viewer,
        CancellationToken cancellationToken
    ) =>
        viewer is not null
            ? new(ItemsAsync(topics.ListByForumAsync(forumId, page, viewer, cancellationToken)))
            : GetAsync(
                $"forum:detail:{Text(forumId)}:topics:{Text(page)}",
                Page,
                token => ItemsAsync(topics.ListByForumAsync(forumId, page, cancellationToken: token)),
                cancellationToken
            );

    public ValueTask<TopicDetail?> FindTopicAsync(long id, Viewer? viewer, CancellationToken cancellationToken) =>
        viewer is not null
            ? new(topics.FindAsync(id, viewer, cancellationToken))
            : GetAsync(
                $"topic:detail:{Text(id)}",
                Page,
                token => topics.FindAsync(id, cancellationToken: token),
                cancellationToken
            );

    public ValueTask<IReadOnlyList<PostView>> GetPostsAsync(
        long topicId,
        PageRequest page,
        Viewer? viewer,
        CancellationToken cancellationToken
    ) =>
        viewer is not null
            ? new(ItemsAsync(posts.ListByTopicAsync(topicId, page, viewer, cancellationToken)))
            : GetAsync(
                $"topic:detail:{Text(topicId)}:posts:{Text(page)}",
                Page,
                token => ItemsAsync(posts.ListByTopicAsync(topicId, page, cancellationToken: token)),
                cancellationToken
            );

    // Pages are asked for by number here, as the clients of the old system do.
    private static async Task<IReadOnlyList<T>> ItemsAsync<T>(Task<Page<T>> page) => (await page).Items;

    private ActivityWindow Window() => new() { PostsSince = statistics.WeekStart, UsersSince = statistics.OnlineSince };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    // Pages of the default size keep the short key that other clients of the cache know.
    private static string Text(PageRequest page) =>
        page.Size == Paging.DefaultSize
            ? $"page:{Text(page.Number)}"
            : $"page:{Text(page.Number)}:size:{Text(page.Size)}";

    private ValueTask<T> GetAsync<T>(
        string key,
        TimeSpan expiration,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        cache.GetOrCreateAsync(
            key,
            async token => await read(token),
            new HybridCacheEntryOptions { Expiration = expiration },
            cancellationToken: cancellationToken
        );
}
