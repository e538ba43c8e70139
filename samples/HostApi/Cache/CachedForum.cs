using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Cache;

/// <summary>
/// The reads of forums and topics. The cache holds what an anonymous reader may see; a given viewer, who may see more, reads
/// from the database.
/// </summary>
internal sealed class CachedForum(
    HybridCache cache,
    IForumRepository forums,
    ITopicRepository topics,
    IPostRepository posts,
    ForumStatisticsService statistics
)
{
    private static readonly HybridCacheEntryOptions ForList = new() { Expiration = TimeSpan.FromMinutes(10) };
    private static readonly HybridCacheEntryOptions ForPage = new() { Expiration = TimeSpan.FromMinutes(2) };

    public ValueTask<IReadOnlyList<ForumSummary>> ListAsync(CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync(
            ForumCacheKeys.ForumList,
            async token => await forums.GetSummariesAsync(Window(), cancellationToken: token),
            ForList,
            cancellationToken: cancellationToken
        );

    /// <summary>The forum and its direct subforums; null without such a forum.</summary>
    public ValueTask<IReadOnlyList<ForumSummary>?> FindForumAsync(long id, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ForumSummary>?>(
            viewer: null,
            ForumCacheKeys.Forum(id),
            ForumCacheKeys.ForumTag(id),
            async token =>
                await forums.GetWithChildrenAsync(id, Window(), token) is { Count: > 0 } found ? found : null,
            cancellationToken
        );

    /// <summary>How many topics of a forum everybody sees; null without a forum that the viewer may see.</summary>
    public ValueTask<int?> CountTopicsAsync(long forumId, Viewer? viewer, CancellationToken cancellationToken) =>
        ReadAsync(
            viewer,
            ForumCacheKeys.ForumTopicCount(forumId),
            ForumCacheKeys.ForumTag(forumId),
            token => forums.CountTopicsAsync(forumId, viewer, token),
            cancellationToken
        );

    public ValueTask<IReadOnlyList<TopicSummary>> GetTopicsAsync(
        long forumId,
        PageRequest page,
        Viewer? viewer,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            viewer,
            ForumCacheKeys.ForumTopics(forumId, page),
            ForumCacheKeys.ForumTag(forumId),
            token => ItemsAsync(topics.ListByForumAsync(forumId, page, viewer, token)),
            cancellationToken
        );

    public ValueTask<TopicDetail?> FindTopicAsync(long id, Viewer? viewer, CancellationToken cancellationToken) =>
        ReadAsync(
            viewer,
            ForumCacheKeys.Topic(id),
            ForumCacheKeys.TopicTag(id),
            token => topics.FindAsync(id, viewer, token),
            cancellationToken
        );

    public ValueTask<IReadOnlyList<PostView>> GetPostsAsync(
        long topicId,
        PageRequest page,
        Viewer? viewer,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            viewer,
            ForumCacheKeys.TopicPosts(topicId, page),
            ForumCacheKeys.TopicTag(topicId),
            token => ItemsAsync(posts.ListByTopicAsync(topicId, page, viewer, token)),
            cancellationToken
        );

    // Pages are asked for by number here, as the clients of the old system do.
    private static async Task<IReadOnlyList<T>> ItemsAsync<T>(Task<Page<T>> page) => (await page).Items;

    private ActivityWindow Window() => new() { PostsSince = statistics.WeekStart, UsersSince = statistics.OnlineSince };

    private ValueTask<T> ReadAsync<T>(
        Viewer? viewer,
        string key,
        string tag,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        viewer is not null
            ? new(read(cancellationToken))
            : cache.GetOrCreateAsync(key, async token => await read(token), ForPage, [tag], cancellationToken);
}
