namespace LearningStudio.Repositories.Writing;

/// <summary>Approves and rejects posts within a unit of work, with all counters; also in django-machina's tables. Not thread-safe.</summary>
public interface IPostApproval
{
    /// <summary>Makes a post visible, and the topic it opens.</summary>
    /// <returns>Whether there is such a post, not deleted.</returns>
    Task<bool> ApproveAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Refuses a post that waits for approval, and the topic it opens.</summary>
    /// <remarks>It is deleted, and the row remains; django-machina's tables know no deletion, and hide it.</remarks>
    /// <returns>Whether there is such a post that waits.</returns>
    Task<bool> RejectAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default);
}
