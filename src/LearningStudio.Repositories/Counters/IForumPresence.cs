namespace LearningStudio.Repositories.Counters;

/// <summary>Collects who is there and what is read, in memory, and writes it in one statement each at an interval. Thread-safe.</summary>
/// <remarks>
/// A running host writes at every <see cref="ForumRepositoriesOptions.FlushInterval"/> and when it stops; what was collected
/// since is lost when it is killed. With tables of another forum, which counts for itself, nothing is collected.
/// </remarks>
public interface IForumPresence
{
    /// <summary>Notes that a user was seen now. Costs no statement.</summary>
    void Seen(long userId);

    /// <summary>Notes that a topic was read. Costs no statement.</summary>
    void Viewed(long topicId);

    /// <summary>Writes what was collected: at most two statements, independent of each other.</summary>
    /// <remarks>If it fails, what was collected stays for the next time.</remarks>
    Task FlushAsync(CancellationToken cancellationToken = default);
}
