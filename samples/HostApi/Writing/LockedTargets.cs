using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Writing;

/// <summary>Finds what may be written to within a unit of work: what was found before it may have changed since.</summary>
internal static class LockedTargets
{
    /// <summary>Locks a topic that a viewer may see and that takes changes; otherwise says why there is none.</summary>
    /// <param name="session">The unit.</param>
    /// <param name="viewer">Who writes.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="forumId">The forum whose rules judged the text.</param>
    /// <param name="mayChangeLocked">Whether a locked topic takes the change.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<(TopicState? Topic, WriteRefusal Refusal)> FindWritableAsync(
        this IForumSession session,
        Viewer viewer,
        long topicId,
        long forumId,
        bool mayChangeLocked,
        CancellationToken cancellationToken
    ) =>
        await session.LockTopicAsync(topicId, viewer, cancellationToken) switch
        {
            null => (null, WriteRefusal.Missing),
            { IsLocked: true } when !mayChangeLocked => (null, WriteRefusal.Locked),
            { } topic when topic.ForumId != forumId => (null, WriteRefusal.Moved),
            { } topic => (topic, WriteRefusal.None),
        };

    /// <summary>Locks the topic of a post, and finds the post where a viewer may see it.</summary>
    public static async Task<(TopicState Topic, PostState Post)?> FindVisiblePostAsync(
        this IForumSession session,
        Viewer viewer,
        long postId,
        CancellationToken cancellationToken
    ) =>
        await session.FindPostAsync(postId, cancellationToken) is { } before
        && await session.LockTopicAsync(before.TopicId, viewer, cancellationToken) is { } topic
        && await session.FindPostAsync(postId, cancellationToken) is { } post
        && IsSeen(post, viewer)
            ? (topic, post)
            : null;

    /// <summary>Whether a viewer may see a post of a topic that is locked by now.</summary>
    public static async Task<bool> HasPostAsync(
        this IForumSession session,
        Viewer viewer,
        long postId,
        long topicId,
        CancellationToken cancellationToken
    ) =>
        await session.FindPostAsync(postId, cancellationToken) is { } post
        && post.TopicId == topicId
        && IsSeen(post, viewer);

    private static bool IsSeen(PostState post, Viewer viewer) =>
        !post.IsDeleted && (post.IsApproved || viewer.SeesHeld || (viewer.UserId is { } own && own == post.AuthorId));
}
