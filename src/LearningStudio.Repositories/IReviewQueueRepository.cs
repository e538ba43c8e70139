namespace LearningStudio.Repositories;

/// <summary>
/// The review queue. Thread-safe where it was resolved from the container; that of a unit of work is its own.
/// </summary>
public interface IReviewQueueRepository
{
    /// <summary>
    /// Adds an entry, or raises the pending one of the same target and type: the lower priority number wins, and
    /// reasons and score are replaced where the new entry has any. At most four statements.
    /// </summary>
    /// <param name="entry">The entry; its id, votes, state and decision are ignored.</param>
    /// <param name="voterId">Who asks for it; each voter counts once an entry. Null for nobody.</param>
    /// <param name="hasReasons">Whether the entry has reasons of its own, which replace earlier ones.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The entry's id.</returns>
    Task<long> AddOrRaiseAsync(
        QueueEntry entry,
        long? voterId,
        bool hasReasons,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Lists pending entries, the most urgent first: 25 points for each step of priority, the weight, 10 for each vote,
    /// and half a point for each hour of age, at most 50. One statement.
    /// </summary>
    Task<IReadOnlyList<QueueEntry>> GetPendingAsync(
        DateTimeOffset now,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads an entry; null without it. One statement.</summary>
    Task<QueueEntry?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Decides every pending entry of a target. One statement.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DecideAsync(
        string targetKind,
        long targetId,
        QueueDecision decision,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Puts new entries in the place of a target's pending ones, whose state becomes <c>superseded</c>. Two statements,
    /// and three for each entry.
    /// </summary>
    Task ReopenAsync(string targetKind, long targetId, CancellationToken cancellationToken = default);

    /// <summary>Counts the pending entries; about one user, those of a type left out, where that is asked. One statement.</summary>
    Task<int> CountPendingAsync(
        long? reportedUserId = null,
        string? exceptType = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the figures of the queue since a moment, inclusive, superseded entries left out. One statement.</summary>
    Task<IReadOnlyList<QueueFigure>> GetFiguresAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    );
}
