using LearningStudio.Repositories.Outbox;

namespace LearningStudio.Repositories;

/// <summary>Handles the events of units of work, after their commit. Register any number, the same in every process.</summary>
public interface IForumEventHandler
{
    /// <summary>
    /// Handles events, at least one, in their order. The process that ran a unit of work calls it with the events of that unit
    /// before <see cref="IForumUnitOfWork.ExecuteAsync"/> returns.
    /// </summary>
    /// <remarks>
    /// Events come at least once, so the call must be repeatable: where a handler fails, or its process ends too early, all
    /// handlers of one process get the events again through <see cref="IForumOutbox"/>, possibly together with those of
    /// other units, and for each topic in the order of the commits. Tables of another forum have no outbox: there an
    /// exception reaches the caller of the unit, after all handlers were called.
    /// </remarks>
    /// <param name="events">Each event once.</param>
    Task HandleAsync(IReadOnlyList<ForumEvent> events);
}
