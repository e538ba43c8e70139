using System.Globalization;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>The cached reads of forums and topics: what an anonymous reader may see.</summary>
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
        GetAsync("forum:list:all", List, token => forums.ListAsync(Window(), token), cancellationToken);

    /// <summary>The forum and its direct subforums; empty without such a forum.</summary>
    public ValueTask<IReadOnlyList<ForumSummary>> FindForumAsync(long id, CancellationToken cancellationToken) =>
        GetAsync(
            $"forum:detail:{Text(id)}",
            Page,
            token => forums.FindWithChildrenAsync(id, Window(), token),
            cancellationToken
        );

    public ValueTask<IReadOnlyList<TopicSummary>> GetTopicsAsync(
        long forumId,
        PageRequest page,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            $"forum:detail:{Text(forumId)}:topics:{Text(page)}",
            Page,
            token => topics.GetForumPageAsync(forumId, page, token),
            cancellationToken
        );

    public ValueTask<TopicDetail?> FindTopicAsync(long id, CancellationToken cancellationToken) =>
        GetAsync($"topic:detail:{Text(id)}", Page, token => topics.FindAsync(id, token), cancellationToken);

    public ValueTask<IReadOnlyList<PostView>> GetPostsAsync(
        long topicId,
        PageRequest page,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            $"topic:detail:{Text(topicId)}:posts:{Text(page)}",
            Page,
            token => posts.GetTopicPageAsync(topicId, page, token),
            cancellationToken
        );

    private ActivityWindow Window() => new(statistics.WeekStart, statistics.OnlineSince);

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
