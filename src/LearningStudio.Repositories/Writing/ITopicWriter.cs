namespace LearningStudio.Repositories.Writing;

/// <summary>Writes topics within a unit of work, with all counters. Not thread-safe.</summary>
/// <remarks>A topic is as visible as the post that opens it: approving or deleting one does it to both.</remarks>
public interface ITopicWriter
{
    /// <summary>Opens a topic; null without such a forum.</summary>
    /// <returns>The ids of the topic and its opening post.</returns>
    Task<(long TopicId, long PostId)?> OpenAsync(NewTopic topic, CancellationToken cancellationToken = default);

    /// <summary>Gives a topic another title; its slug stays.</summary>
    /// <returns>Whether there is such a topic, not deleted.</returns>
    Task<bool> RenameAsync(long id, string title, CancellationToken cancellationToken = default);

    /// <summary>Closes a topic to new posts, or opens it to them.</summary>
    /// <returns>Whether there is such a topic, not deleted.</returns>
    Task<bool> LockAsync(long id, bool isLocked = true, CancellationToken cancellationToken = default);

    /// <summary>Puts a topic before the others of its forum, or back among them.</summary>
    /// <returns>Whether there is such a topic, not deleted.</returns>
    Task<bool> PinAsync(long id, bool isPinned = true, CancellationToken cancellationToken = default);

    /// <summary>Moves a topic with all its posts to another forum.</summary>
    /// <remarks>It costs as much as the topic has posts.</remarks>
    /// <returns>Whether there is such a topic, not deleted, and such a forum.</returns>
    Task<bool> MoveAsync(long id, long forumId, CancellationToken cancellationToken = default);

    /// <summary>Makes a topic and its opening post visible.</summary>
    /// <returns>Whether there is such a topic, not deleted.</returns>
    Task<bool> ApproveAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a topic and its opening post; the rows remain, marked.</summary>
    /// <returns>Whether there is such a topic, not deleted before.</returns>
    Task<bool> DeleteAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Takes back the deletion of a topic and its opening post.</summary>
    /// <returns>Whether there is such a topic that was deleted.</returns>
    Task<bool> RestoreAsync(long id, CancellationToken cancellationToken = default);
}
