namespace LearningStudio.Repositories;

/// <summary>Runs writes as one transaction and tells what they did afterwards. Thread-safe.</summary>
public interface IForumUnitOfWork
{
    /// <summary>Runs the work; either all of it is stored when this returns, with every counter right, or nothing.</summary>
    /// <remarks>
    /// Where it meets another one's lock, a deadlock, a serialization failure or a lost connection, the whole work is
    /// rolled back and runs again, up to <see cref="ForumRepositoriesOptions.MaximumAttempts"/> times: what it does
    /// outside the database must bear that.
    /// </remarks>
    /// <param name="work">The work. Its exceptions reach the caller after the roll-back, and no event is told.</param>
    /// <param name="cancellationToken">
    /// Cancels and rolls back, PostgreSQL in the middle of a statement, SQLite between statements; what is committed is told
    /// all the same.
    /// </param>
    /// <exception cref="CommitUncertainException">The connection was lost in the commit: all of it is stored, or nothing.</exception>
    /// <exception cref="NotSupportedException">The work writes to tables that are only read; see <see cref="ForumTables"/>.</exception>
    Task<T> ExecuteAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    );
}
