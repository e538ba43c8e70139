using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories;

/// <summary>Runs writes as one transaction and passes what they did to every <see cref="IForumEventHandler"/>. Thread-safe.</summary>
public interface IForumUnitOfWork
{
    /// <summary>Runs the work; either all of it is stored when this returns, with every counter right, or nothing.</summary>
    /// <remarks>
    /// Where it meets another one's lock, a deadlock, a serialization failure or a lost connection, the whole work is
    /// rolled back and runs again, up to <see cref="ForumRepositoriesOptions.MaxAttempts"/> times: what it does
    /// outside the database must bear that.
    /// <para>
    /// With a handler registered, the events are stored in the same transaction, at the cost of one statement at most, and
    /// the handlers are called before this returns. A handler that fails changes nothing for the caller: the data is
    /// stored, and <see cref="IForumOutbox"/> delivers the events again, as it does where the process ends in between.
    /// </para>
    /// </remarks>
    /// <param name="work">The work. Its exceptions reach the caller after the roll-back, and no handler is called.</param>
    /// <param name="cancellationToken">
    /// Cancels and rolls back, PostgreSQL in the middle of a statement, SQLite between statements; the handlers of what is
    /// committed are called all the same.
    /// </param>
    /// <exception cref="CommitUncertainException">
    /// The connection was lost in the commit: all of it is stored, or nothing. The handlers were called all the same, and are called
    /// again if it is stored.
    /// </exception>
    /// <exception cref="NotSupportedException">The work writes to tables that are only read; see <see cref="ForumTables"/>.</exception>
    Task<T> ExecuteAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    );

    /// <summary>Runs work that has no result; otherwise as <see cref="ExecuteAsync{T}"/>.</summary>
    /// <inheritdoc cref="ExecuteAsync{T}"/>
    Task ExecuteAsync(Func<IForumSession, CancellationToken, Task> work, CancellationToken cancellationToken = default);
}
