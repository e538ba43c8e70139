using LearningStudio.Repositories.Queries;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

internal sealed class ForumUnitOfWork(Func<ForumDb> connect, IEnumerable<IForumEventHandler> handlers)
    : IForumUnitOfWork
{
    public async Task<T> ExecuteAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        (T result, IReadOnlyList<ForumEvent> events) = await connect
            .RunAsync(db => CommitAsync(db, work, cancellationToken))
            .ConfigureAwait(false);
        foreach (IForumEventHandler handler in handlers)
        {
            await handler.HandleAsync(events).ConfigureAwait(false);
        }

        return result;
    }

    private static async Task<(T Result, IReadOnlyList<ForumEvent> Events)> CommitAsync<T>(
        ForumDb db,
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        DataConnectionTransaction transaction = await db.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var session = new ForumSession(db);
            T result = await work(session, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return (result, session.Events);
        }
    }
}
