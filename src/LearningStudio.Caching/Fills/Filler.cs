using System.Runtime.CompilerServices;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: one factory runs for a key however many ask; its entry is stamped with the number read before it ran and is
//   stored unless its key was removed or set meanwhile.
// Threads: the table's stripe orders starting, storing and refusing; waiting happens outside any lock.
internal sealed class Filler(LocalParts local, FailedFactories failures, RedisNode? node, RedisFills? redis)
{
    private readonly FillTable _fills = local.Fills;
    private readonly JudgedStore _store = local.Store;

    // A fill from before the first attempt to reach Redis would be refused when that succeeds: the call waits for it.
    public ValueTask<T> FillAsync<TState, T>(in FillCall<TState, T> call, CancellationToken cancellationToken) =>
        node is { HasStarted: false } && call.Plan.May(CacheAccess.Redis)
            ? new ValueTask<T>(ReadLaterAsync(call, again: false, node.WhenStartedAsync(), cancellationToken))
            : FillAsync(call, again: false, cancellationToken);

    /// <param name="call">The call.</param>
    /// <param name="again">
    /// Whether it has joined a fill before. Then whatever it joins now began after it came, and is fresh for it.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    private ValueTask<T> FillAsync<TState, T>(
        in FillCall<TState, T> call,
        bool again,
        CancellationToken cancellationToken
    )
    {
        FillTable.Stripe stripe = _fills.Of(call.Key);
        Fill<T> fill;
        lock (stripe.Lock)
        {
            // A fill may have been stored between the caller's look and this lock.
            if (call.Plan.May(CacheAccess.ReadLocal) && _store.TryRead(call.Key, call.Plan, out T found))
            {
                local.Telemetry.HitInMemory(call.Key);
                return new ValueTask<T>(found);
            }

            // What this process has just computed is on its way to Redis.
            if (call.Plan.May(CacheAccess.ReadRedis) && stripe.FindSealed(call.Key) is { } settling)
            {
                return new ValueTask<T>(ReadLaterAsync(call, again, settling.Settled, cancellationToken));
            }

            bool canLeave = cancellationToken.CanBeCanceled;
            (fill, bool starts) = stripe.JoinOrStart(call, _store.Log, canLeave);
            if (fill.IsSealed)
            {
                return new ValueTask<T>(ReadLaterAsync(call, again, fill.Settled, cancellationToken));
            }

            if (!starts)
            {
                local.Telemetry.Joined(call.Key);
                FillJoiners<T> joiners = fill.Join(canLeave);
                return new ValueTask<T>(
                    !canLeave && !again && ValueCodec<T>.IsAlwaysShared(call.Plan.Rules.Share)
                        ? joiners.Shared ??= JoinAsync(call, fill, joiners, again, cancellationToken)
                        : JoinAsync(call, fill, joiners, again, cancellationToken)
                );
            }
        }

        Task<T> run = RunAsync(fill);
        return new ValueTask<T>(cancellationToken.CanBeCanceled ? WaitAsync(run, fill, cancellationToken) : run);
    }

    private async Task<T> ReadLaterAsync<TState, T>(
        FillCall<TState, T> call,
        bool again,
        Task before,
        CancellationToken cancellationToken
    )
    {
        await before.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await FillAsync(call, again, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> JoinAsync<TState, T>(
        FillCall<TState, T> call,
        Fill<T> fill,
        FillJoiners<T> joiners,
        bool again,
        CancellationToken cancellationToken
    )
    {
        Filled<T> filled = await WaitAsync(joiners.End, fill, cancellationToken).ConfigureAwait(false);
        if (!filled.IsFresh && !again)
        {
            return await FillAsync(call, again: true, cancellationToken).ConfigureAwait(false);
        }

        // Where no copy can be made, it computes its own: queueing for another fill would end the same way.
        return filled.Entry is not null && _store.TryRead(filled.Entry, out T copy)
            ? copy
            : await call.Factory(call.State, cancellationToken).ConfigureAwait(false);
    }

    private Task<T> RunAsync<T>(Fill<T> fill) =>
        redis is null || node!.Gate.IsOpen || !fill.Request.Plan.May(CacheAccess.Redis)
            ? RunAloneAsync(fill)
            : redis.RunAsync(fill);

    private async Task<T> RunAloneAsync<T>(Fill<T> fill)
    {
        try
        {
            int generation = node?.Gate.Generation ?? 0;
            Computed<T> computed = await ComputeAsync(fill).ConfigureAwait(false);
            bool isFresh = Keep(fill, computed.Prepared, generation);
            fill.EndJoiners(new Filled<T>(computed.Value, computed.Prepared.Entry, isFresh));
            return computed.Value;
        }
        catch (Exception exception)
        {
            _fills.Fail(fill, exception);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Computed<T>> ComputeAsync<T>(Fill<T> fill)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            T value = await local.Telemetry.WatchAsync(fill).ConfigureAwait(false);
            return new Computed<T>(value, local.Forms.Prepare(value, request.Plan, fill.Stamp, request.Tags));
        }
        catch (Exception exception) when (failures.TryServe(fill, exception, out Computed<T> old))
        {
            return old;
        }
    }

    /// <summary>Ends the fill and stores its entry; false when something newer concerns it.</summary>
    private bool Keep<T>(Fill<T> fill, in Prepared<T> prepared, int generation)
    {
        FillRequest<T> request = fill.Request;
        FillTable.Stripe stripe = _fills.Of(request.Key);
        lock (stripe.Lock)
        {
            bool isFresh =
                !fill.IsRefused
                && !fill.IsAbandoned
                && generation == (node?.Gate.Generation ?? 0)
                && fill.IsAlive(_store.Log, prepared.Entry);
            if (isFresh && request.Plan.May(CacheAccess.WriteLocal))
            {
                _store.Store(request.Key, prepared.Entry, prepared.Plan);
            }

            stripe.Forget(fill);
            if (!isFresh && !fill.IsAbandoned)
            {
                local.Telemetry.LateWriteRefused(request.Key);
            }

            return isFresh;
        }
    }

    private async Task<TResult> WaitAsync<TResult>(Task<TResult> task, Fill fill, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !task.IsCompleted)
        {
            _ = task.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            FillTable.Stripe stripe = _fills.Of(fill.Key.Key);
            lock (stripe.Lock)
            {
                if (fill.Leave())
                {
                    stripe.Forget(fill);
                }
            }

            fill.CancelIfAbandoned();
            throw;
        }
    }
}
