using System.Runtime.CompilerServices;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: one factory runs for a key however many ask; its entry is stamped with the number read before it ran and is
//   stored unless its key was removed or set meanwhile. Each caller waits in its own right: one that leaves takes nobody
//   with it, and a run that failed for its starter's own reasons is run again by one of the others.
// Threads: the table's stripe orders starting, storing and refusing; waiting happens outside any lock.
internal sealed class FactoryRunner
{
    private readonly LocalParts _local;
    private readonly FailedFactories _failures;
    private readonly RedisNode? _node;
    private readonly RedisFills? _redis;
    private readonly TimeProvider _time;
    private readonly FillWaits _waits;
    private readonly InFlightFactories _fills;
    private readonly ValidatedStore _store;
    private readonly Func<string, FactoryNode> _newNode;

    public FactoryRunner(
        LocalParts local,
        FailedFactories failures,
        TimeProvider time,
        RedisNode? node = null,
        RedisFills? redis = null
    )
    {
        (_local, _failures, _time, _node, _redis) = (local, failures, time, node, redis);
        (_fills, _store) = (local.Fills, local.Store);
        _waits = new FillWaits(local, time, redis);
        _newNode = key => new FactoryNode(this, key, FactoryNode.Current);
    }

    // A fill from before the first attempt to reach Redis would be refused when that succeeds: the call waits for it.
    public ValueTask<T> FillAsync<TState, T>(in FillCall<TState, T> call, CancellationToken cancellationToken)
    {
        if (FactoryNode.Current?.IsWithin(this, call.Key) == true)
        {
            return ValueTask.FromException<T>(FactoryNode.Circle());
        }

        return HasReasonToWait(call, out Task before)
            ? new ValueTask<T>(ReadLaterAsync(call, again: false, before, cancellationToken))
            : FillAsync(call, again: false, cancellationToken);
    }

    // Without a connection yet, the first attempt; after this process stood still, one look at what it may have missed,
    // for all entries, instead of reading each of them from Redis again.
    private bool HasReasonToWait<TState, T>(in FillCall<TState, T> call, out Task before)
    {
        before = Task.CompletedTask;
        if (_node is null || !call.Plan.May(CacheAccess.Redis))
        {
            return false;
        }

        if (!_node.HasStarted)
        {
            before = _node.WhenStartedAsync();
            return true;
        }

        bool isDoubted = call.Plan.May(CacheAccess.ReadLocal) && _store.IsDoubted(call.Key);
        before = isDoubted ? _node.Heartbeat.BeatNowAsync() : before;
        return isDoubted;
    }

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
        InFlightFactories.Stripe stripe = _fills.GetStripe(call.Key);
        Fill<T> fill;
        Task<T>? joined = null;
        lock (stripe.Lock)
        {
            // A fill may have been stored between the caller's look and this lock.
            if (call.Plan.May(CacheAccess.ReadLocal) && _store.TryRead(call.Key, call.Plan, out T found))
            {
                _local.Telemetry.HitInMemory(call.Key);
                return new ValueTask<T>(found);
            }

            // What this process has just computed is on its way to Redis.
            if (call.Plan.May(CacheAccess.ReadRedis) && stripe.FindSealed(call.Key) is { } settling)
            {
                return new ValueTask<T>(ReadLaterAsync(call, again, settling.Settled, cancellationToken));
            }

            (fill, bool starts) = Begin(stripe, call);
            fill.StartedAt = starts ? _time.GetTimestamp() : fill.StartedAt;
            if (fill.IsSealed)
            {
                return new ValueTask<T>(ReadLaterAsync(call, again, fill.Settled, cancellationToken));
            }

            if (!starts)
            {
                joined = Join(call, fill, again, cancellationToken);
            }
        }

        Task<T> run = joined ?? _waits.WaitAsync(RunAsync(fill), fill, isStarter: true, cancellationToken);
        run = _waits.OrStaleAsync(run, fill, call.Plan);
        return new ValueTask<T>(
            FactoryNode.Current is { } waiter ? FillWaits.WithinAsync(run, waiter, fill.Node) : run
        );
    }

    // A call that reads and stores nothing asks whether there is a value: it runs its own factory, which tells it so.
    private (Fill<T> Fill, bool Starts) Begin<TState, T>(InFlightFactories.Stripe stripe, in FillCall<TState, T> call)
    {
        if (!call.Plan.May(CacheAccess.Write) && call.Plan.Access is not CacheAccess.None)
        {
            return (new Fill<T>(call.ToRequest(), _store.Log.Number, _newNode(call.Key)), true);
        }

        return stripe.FindRefresh(call, _store.Log) is { } refresh
            ? (refresh, false)
            : stripe.JoinOrStart(call, _store.Log, _newNode);
    }

    private Task<T> Join<TState, T>(
        in FillCall<TState, T> call,
        Fill<T> fill,
        bool again,
        CancellationToken cancellationToken
    )
    {
        if (call.Plan.Access is not CacheAccess.None)
        {
            _local.Telemetry.Joined(call.Key);
        }

        bool canLeave = cancellationToken.CanBeCanceled;
        bool isFirst = !fill.HasJoiners;
        FillJoiners<T> joiners = fill.Join(canLeave);
        if (isFirst)
        {
            _waits.GiveUpWhereFactoryBlocks(fill);
        }

        bool mayShare = !canLeave && !again && FactoryNode.Current is null;
        return mayShare && ValueCodec<T>.IsAlwaysShared(call.Plan.Rules.Share)
            ? joiners.Shared ??= JoinAsync(call, fill, joiners, again, cancellationToken)
            : JoinAsync(call, fill, joiners, again, cancellationToken);
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
        FillResult<T> filled;
        try
        {
            filled = await _waits
                .WaitAsync(joiners.End, fill, isStarter: false, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
            when (fill.HasFailedForItsStarter(exception)
                && (!again || fill.HasLostStarter)
                && !cancellationToken.IsCancellationRequested
            )
        {
            return await FillAsync(call, again: true, cancellationToken).ConfigureAwait(false);
        }

        if (!filled.IsFresh && !again)
        {
            return await FillAsync(call, again: true, cancellationToken).ConfigureAwait(false);
        }

        // Where no copy can be made, it computes its own: queueing for another fill would end the same way.
        return filled.Entry is not null && _store.TryRead(filled.Entry, out T copy)
            ? copy
            : await RunOwnAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<T> RunOwnAsync<TState, T>(in FillCall<TState, T> call, CancellationToken cancellationToken) =>
        FactoryDeadline.LimitAsync(
            call.Factory(call.State, cancellationToken),
            call.Plan.Rules.FactoryTimeout,
            _time,
            fill: null
        );

    private Task<T> RunAsync<T>(Fill<T> fill) =>
        _redis is null || _node!.Breaker.IsOpen || !fill.Request.Plan.May(CacheAccess.Redis)
            ? RunAloneAsync(fill)
            : _redis.RunAsync(fill);

    private async Task<T> RunAloneAsync<T>(Fill<T> fill)
    {
        try
        {
            int generation = _node?.Breaker.Generation ?? 0;
            Computed<T> computed = await ComputeAsync(fill).ConfigureAwait(false);
            bool isFresh = Keep(fill, computed.Prepared, generation);

            // Where nothing is kept, an entry is made for those who joined only.
            CacheEntry<T>? entry =
                computed.Prepared.Entry is null && fill.HasJoiners
                    ? _local.Forms.Prepare(computed.Value, fill.Request.Plan, fill.Stamp, fill.Request.Tags).Entry
                    : computed.Prepared.Entry;
            fill.EndJoiners(new FillResult<T>(computed.Value, entry, isFresh));
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
            T value = await _local.Telemetry.WatchAsync(fill).ConfigureAwait(false);
            return new Computed<T>(
                value,
                request.Plan.May(CacheAccess.WriteLocal)
                    ? _local.Forms.Prepare(value, request.Plan, fill.Stamp, request.Tags)
                    : new Prepared<T>(null, null, request.Plan)
            );
        }
        catch (Exception exception) when (_failures.TryServe(fill, exception, out Computed<T> old))
        {
            return old;
        }
    }

    /// <summary>Ends the fill and stores its entry; false when something newer concerns it.</summary>
    private bool Keep<T>(Fill<T> fill, in Prepared<T> prepared, int generation)
    {
        FillRequest<T> request = fill.Request;
        InFlightFactories.Stripe stripe = _fills.GetStripe(request.Key);
        lock (stripe.Lock)
        {
            bool isFresh =
                !fill.IsRefused
                && !fill.IsAbandoned
                && generation == (_node?.Breaker.Generation ?? 0)
                && fill.IsAlive(_store.Log, prepared.Entry);
            if (isFresh && request.Plan.May(CacheAccess.WriteLocal))
            {
                _store.Store(request.Key, prepared.Entry, prepared.Plan);
            }

            stripe.Forget(fill);
            if (!isFresh && !fill.IsAbandoned)
            {
                _local.Telemetry.LateWriteRefused(request.Key);
            }

            return isFresh;
        }
    }
}
