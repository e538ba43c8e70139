using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

// Rule: a unit runs again as a whole, on a connection of its own, as long as its commit was not begun. A commit that fails
//   for a lost connection may have happened: it is never tried again. Its events go to the handlers all the same, which
//   lose nothing by it; its rows stay in the outbox, since the commit may become visible only after the handlers are done.
internal sealed class ForumUnitOfWork(
    ForumDatabase database,
    ForumOutbox outbox,
    OutboxWriter rows,
    EventDelivery delivery,
    TimeProvider time
) : IForumUnitOfWork
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    public async Task<T> ExecuteAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        var attempt = new UnitAttempt();
        T result;
        try
        {
            result = await RetryAsync(work, attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (CommitUncertainException)
        {
            Report(await DeliverAsync(attempt.Events).ConfigureAwait(false));
            throw;
        }

        IReadOnlyList<HandlerFailure> failures = await DeliverAsync(attempt.Events).ConfigureAwait(false);
        Report(failures);
        if (attempt.Entry is { } entry && failures.Count == 0)
        {
            outbox.Handled(entry.Unit);
        }
        else if (attempt.Entry is null && failures.Count > 0)
        {
            // Nobody will deliver the events again: the caller has to know.
            ExceptionDispatchInfo.Throw(failures[0].Exception);
        }

        return result;
    }

    public Task ExecuteAsync(
        Func<IForumSession, CancellationToken, Task> work,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        return ExecuteAsync(
            async (session, token) =>
            {
                await work(session, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
    }

    private Task<IReadOnlyList<HandlerFailure>> DeliverAsync(IReadOnlyList<ForumEvent> events) =>
        events.Count > 0 ? delivery.DeliverAsync(events) : Task.FromResult<IReadOnlyList<HandlerFailure>>([]);

    private void Report(IReadOnlyList<HandlerFailure> failures)
    {
        if (failures.Count > 0 && outbox.IsUsed)
        {
            outbox.HandlersFailed(failures);
        }
    }

    private async Task<T> RetryAsync<T>(
        Func<IForumSession, CancellationToken, Task<T>> work,
        UnitAttempt attempt,
        CancellationToken cancellationToken
    )
    {
        for (int attempts = 1; ; attempts++)
        {
            try
            {
                return await database
                    .RunAsync(db => CommitAsync(db, work, attempt, cancellationToken))
                    .ConfigureAwait(false);
            }
            catch (DbException failure)
                when (attempts < database.Options.MaxAttempts && database.Dialect.IsTransient(failure))
            {
                // Those that met each other must not meet again: each waits for a time of its own.
                TimeSpan pause =
                    FirstPause * (1 << Math.Min(attempts, 6)) * (0.5 + RandomNumberGenerator.GetInt32(100) / 100.0);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<T> CommitAsync<T>(
        ForumDb db,
        Func<IForumSession, CancellationToken, Task<T>> work,
        UnitAttempt attempt,
        CancellationToken cancellationToken
    )
    {
        (attempt.Events, attempt.Entry) = ([], null);
        DataConnectionTransaction transaction = await db.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var session = new ForumSession(db, database);
            T result = await work(session, cancellationToken).ConfigureAwait(false);
            attempt.Events = EventDelivery.Merge(session.Events);
            List<CounterStatement> last = [.. session.Counts()];
            if (outbox.IsUsed && attempt.Events.Count > 0)
            {
                attempt.Entry = rows.Begin(attempt.Events);
                Append(last, attempt.Entry.Statement);
            }

            bool isStored = false;
            try
            {
                await FinishAsync(db, transaction, last, cancellationToken).ConfigureAwait(false);
                isStored = true;
            }
            finally
            {
                if (!isStored && attempt.Entry is { } entry)
                {
                    rows.Undo(entry);
                }
            }

            return result;
        }
    }

    // In the command of the last counters, where there are any.
    private static void Append(List<CounterStatement> statements, CounterStatement last)
    {
        if (statements.Count == 0)
        {
            statements.Add(last);
        }
        else
        {
            CounterStatement counts = statements[^1];
            statements[^1] = new CounterStatement(
                $"{counts.Sql};\n{last.Sql}",
                [.. counts.Parameters, .. last.Parameters]
            );
        }
    }

    private async Task FinishAsync(
        ForumDb db,
        DataConnectionTransaction transaction,
        List<CounterStatement> statements,
        CancellationToken cancellationToken
    )
    {
        CounterStatement? last = database.Dialect.Commit is null ? null : statements.LastOrDefault();
        foreach (CounterStatement statement in last is null ? statements : statements[..^1])
        {
            await statement.RunAsync(db, commit: null, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A commit by itself is not cancelled any more: whoever cancels it cannot know how it ended.
            await (
                last?.RunAsync(db, database.Dialect.Commit, cancellationToken)
                ?? transaction.CommitAsync(CancellationToken.None)
            ).ConfigureAwait(false);
        }
        catch (DbException failure) when (database.Dialect.IsUncertain(failure))
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
