using LearningStudio.Repositories.Schema;

namespace LearningStudio.Repositories.Outbox;

/// <summary>
/// The stored events of committed units of work, until every <see cref="IForumEventHandler"/> has had them. Thread-safe.
/// </summary>
/// <remarks>
/// A running host delivers them at its start and at every <see cref="ForumRepositoriesOptions.OutboxPollInterval"/>; without
/// one, call <see cref="DeliverAsync"/>. Only <see cref="ForumTables.Native"/> has an outbox.
/// </remarks>
public interface IForumOutbox
{
    /// <summary>
    /// Delivers the events of units that ended more than <see cref="ForumRepositoriesOptions.OutboxDelay"/> ago without
    /// their handlers, whichever process ran them, and removes what was handled.
    /// </summary>
    /// <remarks>
    /// Events of a topic come in the order of their commits, those of several units together. Where a handler fails, all
    /// handlers get the events again, after 1 second at first and twice as long each time, up to a minute. Without a
    /// registered handler nothing is done.
    /// </remarks>
    /// <param name="cancellationToken">Stops between deliveries; what is taken by then comes again after 5 seconds.</param>
    /// <returns>How many rows were delivered: one for each unit and topic.</returns>
    Task<int> DeliverAsync(CancellationToken cancellationToken = default);
}
