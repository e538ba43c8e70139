using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Fills;

namespace LearningStudio.Caching.Fills;

/// <summary>How long callers wait for a fill, and what becomes of it when they do not. Thread-safe.</summary>
internal sealed class FillWaits(LocalParts local, TimeProvider time, RedisFills? redis)
{
    // The factory's own limit comes first where it can.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the run until the starter is cancelled; the last caller to leave cancels the factory.</summary>
    public Task<T> WaitAsStarterAsync<T>(Task<T> run, Fill<T> fill, CancellationToken cancellationToken) =>
        WaitAsync(run, fill, static fill => fill.LeaveAsStarter(), cancellationToken);

    /// <summary>The same for a joiner, who waits for what the fill ends with.</summary>
    public Task<FillResult<T>> WaitAsJoinerAsync<T>(
        Task<FillResult<T>> end,
        Fill<T> fill,
        CancellationToken cancellationToken
    ) => WaitAsync(end, fill, static fill => fill.Leave(), cancellationToken);

    /// <summary>
    /// Waits, where the policy says so, no longer than until an expired value may serve; the factory then goes on.
    /// </summary>
    public Task<T> OrStaleAsync<T>(Task<T> running, Fill<T> fill, in CallPlan plan) =>
        plan.Rules.StaleAfter is { } after && plan.May(CacheAccess.ReadLocal) && !running.IsCompleted
            ? StaleAsync(running, fill, plan, after)
            : running;

    /// <summary>Waits within a factory, which must not be one that is waited for.</summary>
    public static async Task<T> WithinAsync<T>(Task<T> task, FactoryNode waiter, FactoryNode waitedFor)
    {
        // Nobody else may look at it where the wait is refused.
        _ = task.ContinueWith(static late => late.Exception, TaskScheduler.Default);
        if (!task.IsCompleted)
        {
            waiter.BeginWait(waitedFor);
        }

        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            waiter.EndWait(waitedFor);
        }
    }

    /// <summary>
    /// A factory that blocks its thread cannot be left by its own caller; the others are, and the next call runs one anew.
    /// </summary>
    public void GiveUpWhereFactoryBlocks<T>(Fill<T> fill)
    {
        TimeSpan limit = fill.Request.Plan.Rules.FactoryTimeout;
        if (limit != Timeout.InfiniteTimeSpan)
        {
            _ = GiveUpAsync(fill, limit);
        }
    }

    private async Task GiveUpAsync<T>(Fill<T> fill, TimeSpan limit)
    {
        Task ended = fill.JoinersEnd!;
        TimeSpan wait = limit + Grace + (redis?.MaxOverhead ?? TimeSpan.Zero);
        await ended.WaitAsync(wait, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        InFlightFactories.Stripe stripe = local.Fills.GetStripe(fill.Key.Key);
        lock (stripe.Lock)
        {
            if (ended.IsCompleted || fill.IsSealed)
            {
                return;
            }

            fill.IsRefused = true;
            stripe.Forget(fill);
            fill.Settle();
        }

        fill.Cancel();
        redis?.Abandon(fill);
        fill.FailJoiners(FactoryDeadline.Exceeded<T>(limit));
    }

    private Task<TResult> WaitAsync<TResult>(
        Task<TResult> task,
        Fill fill,
        Func<Fill, bool> leave,
        CancellationToken cancellationToken
    ) =>
        cancellationToken.CanBeCanceled && !task.IsCompleted
            ? WaitCancellablyAsync(task, fill, leave, cancellationToken)
            : task;

    private async Task<TResult> WaitCancellablyAsync<TResult>(
        Task<TResult> task,
        Fill fill,
        Func<Fill, bool> leave,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !task.IsCompleted)
        {
            _ = task.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            InFlightFactories.Stripe stripe = local.Fills.GetStripe(fill.Key.Key);
            lock (stripe.Lock)
            {
                if (leave(fill))
                {
                    stripe.Forget(fill);
                }
            }

            if (fill.IsAbandoned)
            {
                fill.Cancel();
                redis?.Abandon(fill);
            }

            throw;
        }
    }

    private async Task<T> StaleAsync<T>(Task<T> running, Fill<T> fill, CallPlan plan, TimeSpan after)
    {
        TimeSpan left = after - time.GetElapsedTime(fill.StartedAt);
        if (left > TimeSpan.Zero)
        {
            await ((Task)running).WaitAsync(left, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!running.IsCompleted && TryReadStale(fill, plan, out T stale))
        {
            _ = running.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            local.Telemetry.ServedStale(fill.Request.Key);
            return stale;
        }

        return await running.ConfigureAwait(false);
    }

    private bool TryReadStale<T>(Fill<T> fill, in CallPlan plan, out T stale)
    {
        lock (local.Fills.GetStripe(fill.Request.Key).Lock)
        {
            stale = default!;
            if (
                fill.IsRefused
                || local.Store.FindExpired<T>(fill.Request.Key, plan, out _) is not { } entry
                || !local.Store.TryRead(entry, out stale)
            )
            {
                return false;
            }

            fill.Stay();
            return true;
        }
    }
}
