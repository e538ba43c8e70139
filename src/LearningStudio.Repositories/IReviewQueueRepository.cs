namespace LearningStudio.Repositories;

/// <summary>
/// The review queue. Thread-safe where it was resolved from the container; that of a unit of work is its own.
/// </summary>
public interface IReviewQueueRepository : IReviewRecordRepository
{
    /// <summary>
    /// Adds an entry, or raises the pending one of the same target and type: the lower priority number and the earlier
    /// due moment win, and reasons and score are replaced where the new entry has any. At most four statements.
    /// </summary>
    /// <param name="entry">The entry; its id, votes, state, stage, claim and decision are ignored.</param>
    /// <param name="signal">What comes with it.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The entry's id.</returns>
    Task<long> AddOrRaiseAsync(QueueEntry entry, QueueSignal signal, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists pending entries, the most urgent first: 25 points for each step of priority, the weight, 10 for each vote,
    /// and half a point for each hour of age, at most 50. One statement; a second one past the end.
    /// </summary>
    Task<PendingEntries> GetPendingAsync(
        DateTimeOffset now,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads an entry; null without it. One statement.</summary>
    Task<QueueEntry?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Finds the entries that decisions closed and that are closed still, by their ids. One statement.</summary>
    /// <param name="decisionIds">The <see cref="QueueEntry.DecisionId"/> of the decisions; at most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<long>> FindDecidedAsync(
        IReadOnlyCollection<long> decisionIds,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists pending entries by their standing, the highest first, then by id. One statement.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The <see cref="QueuePage.Next"/> of the page before; null for the first.</param>
    /// <param name="take">How many at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text is not that of a page.</exception>
    Task<QueuePage> ListAsync(
        QueueFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Gives entries to a moderator: those whose claim ran out, then those overdue, then by standing; rows that another
    /// claims at this moment are passed over. One statement.
    /// </summary>
    Task<IReadOnlyList<QueueEntry>> ClaimAsync(QueueClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Sets when a claim runs out. One statement.</summary>
    /// <returns>Whether the entry is still the holder's.</returns>
    Task<bool> RenewAsync(QueueLease lease, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Gives an entry back. One statement.</summary>
    /// <returns>Whether the entry was still the holder's.</returns>
    Task<bool> ReleaseAsync(QueueLease lease, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Does what the holder of an entry decided, and writes it to the log. At most three statements.</summary>
    Task<QueueOutcome> StepAsync(QueueStep action, CancellationToken cancellationToken = default);

    /// <summary>Decides every pending entry of a target, whoever holds it, and writes it to the log. Three statements.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DecideAsync(
        string targetKind,
        long targetId,
        QueueDecision decision,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Decides all pending entries of a filter, but for those about the moderator, and those of a target of which another
    /// moderator holds an entry, or of which one is a lead's or waits where the moderator is no lead. Six statements, however
    /// many there are; two where the key was used.
    /// </summary>
    /// <exception cref="ArgumentException">The key was used for another decision.</exception>
    Task<QueueBulkResult> DecideManyAsync(QueueBulk bulk, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a decided entry pending again, unless there is a newer one of its target and type, and with it the others that
    /// the same decision closed. Five statements, and two for each other.
    /// </summary>
    Task<QueueOutcome> UndoAsync(QueueUndo undo, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts new entries in the place of a target's pending ones, whose state becomes <c>superseded</c>. One statement,
    /// and five for each entry.
    /// </summary>
    Task ReopenAsync(
        string targetKind,
        long targetId,
        DateTimeOffset now,
        CancellationToken cancellationToken = default
    );

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
