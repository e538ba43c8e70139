namespace LearningStudio.Repositories;

/// <summary>The writes of one unit of work. Not thread-safe.</summary>
public interface IForumSession
{
    /// <summary>The review queue, within the transaction.</summary>
    IReviewQueueRepository ReviewQueue { get; }

    /// <summary>Reads what a write needs to know of a topic, hidden ones included; null without it. One statement.</summary>
    Task<TopicState?> FindTopicAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Reads what a write needs to know of a post, hidden ones included; null without it. One statement.</summary>
    Task<PostState?> FindPostAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Opens a topic; null without such a forum.</summary>
    /// <returns>The ids of the topic and its opening post.</returns>
    Task<(long TopicId, long PostId)?> OpenTopicAsync(NewTopic topic, CancellationToken cancellationToken = default);

    /// <summary>Adds a post to a topic, which must exist; a comment names a post of that topic.</summary>
    /// <returns>The post's id.</returns>
    /// <exception cref="ArgumentException">The post commented on is not in the topic, or the topic does not exist.</exception>
    Task<long> AddPostAsync(NewPost post, CancellationToken cancellationToken = default);

    /// <summary>Replaces the text of a post, and hides the post where the new text is held.</summary>
    /// <returns>Whether there is such a post, not deleted.</returns>
    Task<bool> EditPostAsync(PostEdit edit, CancellationToken cancellationToken = default);

    /// <summary>Makes a post visible, and the topic it opens.</summary>
    /// <returns>Whether there is such a post, not deleted.</returns>
    Task<bool> ApprovePostAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a post, and the topic it opens; the rows remain, marked.</summary>
    /// <returns>Whether there is such a post, not deleted before.</returns>
    Task<bool> DeletePostAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Tells after the commit that the review queue changed, on account of a post or, with null, of none.</summary>
    Task ReviewChangedAsync(long? postId, CancellationToken cancellationToken = default);
}
