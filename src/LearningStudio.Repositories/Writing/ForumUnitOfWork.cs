using System.Data.Common;
using System.Security.Cryptography;
using LearningStudio.Repositories.Queries;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

// Rule: a unit runs again as a whole, on a connection of its own, as long as its commit was not begun. A commit that fails
//   for a lost connection may have happened: it is never tried again.
internal sealed class ForumUnitOfWork(ForumStore store, IEnumerable<IForumEventHandler> handlers, TimeProvider time)
    : IForumUnitOfWork
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    public async Task<T> ExecuteAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        (T result, IReadOnlyList<ForumEvent> events) = await RetryAsync(work, cancellationToken).ConfigureAwait(false);
        if (events.Count > 0)
        {
            // Each is told, whatever another does; the failures reach the caller together.
            await Task.WhenAll(handlers.Select(handler => TellAsync(handler, events))).ConfigureAwait(false);
        }

        return result;
    }

    // A handler that throws at once fails as one that throws later.
    private static async Task TellAsync(IForumEventHandler handler, IReadOnlyList<ForumEvent> events) =>
        await handler.HandleAsync(events).ConfigureAwait(false);

    private async Task<(T Result, IReadOnlyList<ForumEvent> Events)> RetryAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await store.RunAsync(db => CommitAsync(db, work, cancellationToken)).ConfigureAwait(false);
            }
            catch (DbException failure)
                when (attempt < store.Options.MaximumAttempts && store.Engine.IsTransient(failure))
            {
                // Those that met each other must not meet again: each waits for a time of its own.
                TimeSpan pause =
                    FirstPause * (1 << Math.Min(attempt, 6)) * (0.5 + RandomNumberGenerator.GetInt32(100) / 100.0);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<(T Result, IReadOnlyList<ForumEvent> Events)> CommitAsync<T>(
        ForumDb db,
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        DataConnectionTransaction transaction = await db.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var session = new ForumSession(db, store);
            T result = await work(session, cancellationToken).ConfigureAwait(false);
            await FinishAsync(db, transaction, [.. session.Counts()], cancellationToken).ConfigureAwait(false);
            return (result, session.Events);
        }
    }

    private async Task FinishAsync(
        ForumDb db,
        DataConnectionTransaction transaction,
        CounterStatement[] counts,
        CancellationToken cancellationToken
    )
    {
        CounterStatement? last = store.Engine.Commit is null ? null : counts.LastOrDefault();
        foreach (CounterStatement statement in last is null ? counts : counts[..^1])
        {
            await statement.RunAsync(db, commit: null, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A commit by itself is not cancelled any more: whoever cancels it cannot know how it ended.
            await (
                last?.RunAsync(db, store.Engine.Commit, cancellationToken)
                ?? transaction.CommitAsync(CancellationToken.None)
            ).ConfigureAwait(false);
        }
        catch (DbException failure) when (store.Engine.IsUncertain(failure))
        {
            throw new CommitUncertainException(failure);
        }
        catch (OperationCanceledException failure)
            when (failure.InnerException is not DbException { SqlState: not null })
        {
            // The server did not say that it stopped.
            throw new CommitUncertainException(failure);
        }
    }
}
