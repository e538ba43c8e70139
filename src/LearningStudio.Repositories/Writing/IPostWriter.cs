namespace LearningStudio.Repositories.Writing;

/// <summary>Writes posts within a unit of work, with all counters. Not thread-safe.</summary>
public interface IPostWriter
{
    /// <summary>Adds a post to a topic, which must exist; a comment names a post of that topic.</summary>
    /// <returns>The post's id.</returns>
    /// <exception cref="ArgumentException">The post commented on is not in the topic, or the topic does not exist.</exception>
    Task<long> AddAsync(NewPost post, CancellationToken cancellationToken = default);

    /// <summary>Replaces the text of a post, and hides the post where the new text is held.</summary>
    /// <returns>Whether there is such a post, not deleted.</returns>
    Task<bool> EditAsync(PostEdit edit, CancellationToken cancellationToken = default);

    /// <summary>Deletes a post, and the topic it opens; the rows remain, marked.</summary>
    /// <returns>Whether there is such a post, not deleted before.</returns>
    Task<bool> DeleteAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Takes a deletion back, and that of the topic it opens; a post that waited for approval waits again.</summary>
    /// <returns>Whether there is such a post that was deleted.</returns>
    Task<bool> RestoreAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Makes a post visible or deletes it, and the topic it opens, as a review decided; the decision can be taken back.</summary>
    /// <returns>Whether there is such a post, not deleted: whether the decision took effect.</returns>
    Task<bool> DecideAsync(PostDecision decision, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a decision back: what it deleted is there again, and waits where it waited. What it approved stays visible,
    /// and what somebody else deleted stays deleted.
    /// </summary>
    /// <returns>Whether it was the last decision that took effect on the post.</returns>
    Task<bool> TakeBackAsync(PostDecision decision, CancellationToken cancellationToken = default);
}
