namespace LearningStudio.Repositories;

/// <summary>Runs writes as one transaction and tells what they did afterwards. Thread-safe.</summary>
public interface IForumUnitOfWork
{
    /// <summary>Runs the work; either all of it is stored when this returns, with every counter right, or nothing.</summary>
    /// <param name="work">The work. Its exceptions reach the caller after the roll-back, and no event is told.</param>
    /// <param name="cancellationToken">Cancels and rolls back; what is committed is told all the same.</param>
    Task<T> ExecuteAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    );
}
