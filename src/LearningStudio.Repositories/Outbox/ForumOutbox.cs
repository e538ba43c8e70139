using System.Data.Common;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Outbox;

// Rule: a row is born with a lease of OutboxDelay, which the process that wrote it uses to call its handlers; when they are
//   done the unit is noted, and its rows are removed by the next batch. If that process dies, the lease ends by itself.
// Threads: any number deliver; the database gives each row to one of them at a time.
internal sealed class ForumOutbox(
    ForumDatabase database,
    OutboxStore rows,
    HandledUnits handled,
    EventDelivery delivery,
    OutboxMetrics metrics,
    OutboxClock clock
) : IForumOutbox
{
    private const int RemovedAtOnce = 500;
    private static readonly TimeSpan MinBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private readonly Throttle _failuresAfterCommits = new(clock.Time, Quiet);
    private readonly Throttle _failedRounds = new(clock.Time, Quiet);
    private int _isRemoving;
    private volatile bool _hasClaimed;

    /// <summary>Whether units of work store their events.</summary>
    public bool IsUsed => database.IsNative && delivery.HasHandlers;

    public async Task<int> DeliverAsync(CancellationToken cancellationToken = default)
    {
        int delivered = 0;
        if (!IsUsed)
        {
            return delivered;
        }

        await RemoveHandledAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            WaitingRows waiting = await rows.LookAsync(cancellationToken).ConfigureAwait(false);
            metrics.Looked(waiting);
            long owner = OutboxStore.NewId();
            // The first time in any case: it is then that the code is compiled, which no event should wait for.
            List<ClaimedRow> taken =
                waiting.Due == 0 && _hasClaimed
                    ? []
                    : await rows.ClaimAsync(owner, cancellationToken).ConfigureAwait(false);
            _hasClaimed = true;
            if (taken.Count == 0)
            {
                return delivered;
            }

            OutboxRound round = await DeliverAsync(taken, owner, cancellationToken).ConfigureAwait(false);
            delivered += round.Delivered.Count;
            if (round.Delivered.Count < taken.Count)
            {
                return delivered;
            }
        }
    }

    /// <summary>Notes that every handler has had a unit's events.</summary>
    public void Handled(long unit)
    {
        handled.Add(unit);
        if (handled.Count >= RemovedAtOnce && Interlocked.Exchange(ref _isRemoving, 1) == 0)
        {
            // Nothing else removes them where no host runs, or it cannot keep up. Started without the caller's context, it
            // counts among none of its statements.
            ThreadPool.UnsafeQueueUserWorkItem(
                static outbox => _ = outbox.RemoveInBackgroundAsync(),
                this,
                preferLocal: false
            );
        }
    }

    /// <summary>Logs what failed right after a commit, once in ten seconds at most.</summary>
    public void HandlersFailed(IReadOnlyList<HandlerFailure> failures)
    {
        metrics.Failed(failures.Count);
        if (_failuresAfterCommits.MayPass(out int held))
        {
            HandlerFailure first = failures[0];
            Log.HandlerFailed(clock.Logger, first.Handler.Name, first.Exception.GetType().Name, held);
        }
    }

    public async Task RemoveHandledAsync(CancellationToken cancellationToken)
    {
        // Units that cannot go yet come back to the end: each is tried once.
        int left = handled.Count;
        while (left > 0)
        {
            IReadOnlyList<HandledUnit> taken = handled.Take(Math.Min(left, RemovedAtOnce));
            if (taken.Count == 0)
            {
                return;
            }

            left -= taken.Count;
            HashSet<long> removed = [];
            try
            {
                removed = await rows.RemoveHandledAsync(taken.Select(unit => unit.Unit), cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                handled.Return(taken.Where(unit => !removed.Contains(unit.Unit)), database.Options.OutboxDelay);
            }
        }
    }

    private async Task<OutboxRound> DeliverAsync(
        List<ClaimedRow> taken,
        long owner,
        CancellationToken cancellationToken
    )
    {
        (HandlerFailure Failure, int Calls)? first = null;
        var round = new OutboxRound(
            taken,
            delivery,
            clock.Time,
            (failure, calls) =>
            {
                metrics.Failed(calls);
                first ??= (failure, calls);
            }
        );
        await round.RunAsync(cancellationToken).ConfigureAwait(false);
        // What was delivered is removed even where the host stops meanwhile.
        await WhereAnyAsync(round.Delivered, done => rows.RemoveAsync(done, CancellationToken.None))
            .ConfigureAwait(false);
        await WhereAnyAsync(round.Untried, left => rows.GiveBackAsync(left, owner, CancellationToken.None))
            .ConfigureAwait(false);
        foreach (IGrouping<TimeSpan, ClaimedRow> attempt in round.Failed.GroupBy(row => Backoff(row.Attempts)))
        {
            await rows.PutOffAsync(attempt, owner, attempt.Key, CancellationToken.None).ConfigureAwait(false);
        }

        if (first is { Failure: var failure })
        {
            Report(round.Failed, failure);
        }

        return round;
    }

    private void Report(List<ClaimedRow> failed, HandlerFailure first)
    {
        if (_failedRounds.MayPass(out _))
        {
            int attempts = failed.Max(row => row.Attempts);
            Log.DeliveryFailed(
                clock.Logger,
                failed.Count,
                first.Handler.Name,
                first.Exception.GetType().Name,
                attempts,
                Backoff(attempts)
            );
        }
    }

    private static TimeSpan Backoff(int attempts) => attempts > 6 ? MaxBackoff : MinBackoff * (1 << (attempts - 1));

    private static Task WhereAnyAsync(List<ClaimedRow> some, Func<List<ClaimedRow>, Task> work) =>
        some.Count > 0 ? work(some) : Task.CompletedTask;

    private async Task RemoveInBackgroundAsync()
    {
        try
        {
            await RemoveHandledAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or ObjectDisposedException or InvalidOperationException)
        {
            // What stays is delivered once more.
            Log.OutboxFailed(clock.Logger, failure);
        }
        finally
        {
            Volatile.Write(ref _isRemoving, 0);
        }
    }
}
