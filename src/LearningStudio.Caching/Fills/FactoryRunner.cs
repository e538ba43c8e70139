using System.Runtime.CompilerServices;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: one factory runs for a key however many ask; its entry is stamped with the number read before it ran and is
//   stored unless its key was removed or set meanwhile. Each caller waits in its own right: one that leaves takes nobody
//   with it, and a run that failed for its starter's own reasons is run again by one of the others.
// Threads: the key's stripe orders starting, storing and refusing; waiting happens outside any lock.
internal sealed class FactoryRunner
{
    private readonly LocalParts _local;
    private readonly FailedFactories _failures;
    private readonly RedisTier? _redis;
    private readonly TimeProvider _time;
    private readonly FillWaits _waits;
    private readonly InFlightFactories _fills;
    private readonly ValidatedStore _store;
    private readonly Func<string, FactoryNode> _newNode;

    public FactoryRunner(LocalParts local, FailedFactories failures, TimeProvider time, RedisTier? redis = null)
    {
        (_local, _failures, _time, _redis) = (local, failures, time, redis);
        (_fills, _store) = (local.Fills, local.Store);
        _waits = new FillWaits(local, time, redis?.Fills);
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
            ? new ValueTask<T>(ReadLaterAsync(call, before, cancellationToken))
            : JoinOrRunAsync(call, cancellationToken);
    }

    // Without a connection yet, the first attempt; after this process stood still, one look at what it may have missed,
    // for all entries, instead of reading each of them from Redis again.
    private bool HasReasonToWait<TState, T>(in FillCall<TState, T> call, out Task before)
    {
        before = Task.CompletedTask;
        if (_redis is null || !call.Plan.May(CacheAccess.Redis))
        {
            return false;
        }

        if (!_redis.Session.Startup.TriedInTime.IsCompleted)
        {
            before = _redis.Session.Startup.TriedInTime;
            return true;
        }

        bool isDoubted = call.Plan.May(CacheAccess.ReadLocal) && _store.IsDoubted(call.Key);
        before = isDoubted ? _redis.Heartbeat.BeatNowAsync() : before;
        return isDoubted;
    }

    private ValueTask<T> JoinOrRunAsync<TState, T>(in FillCall<TState, T> call, CancellationToken cancellationToken)
    {
        InFlightFactories.Stripe stripe = _fills.GetStripe(call.Key);
        FillTicket<T> ticket;
        Task<T>? joined = null;
        lock (stripe.Lock)
        {
            // A fill may have been stored between the caller's look and this lock.
            if (call.Plan.May(CacheAccess.ReadLocal) && _store.TryRead(call.Key, call.Plan, out T found))
            {
                _local.Telemetry.HitInMemory(call.Key);
                return new ValueTask<T>(found);
            }

            ticket = stripe.Admit(call, _store.Log, _newNode);
            switch (ticket.Role)
            {
                case FillRole.Settling:
                    return new ValueTask<T>(ReadLaterAsync(call, ticket.Settled!, cancellationToken));
                case FillRole.Started:
                    ticket.Fill!.StartedAt = _time.GetTimestamp();
                    break;
                case FillRole.Joined:
                    joined = Join(call, ticket.Fill!, cancellationToken);
                    break;
            }
        }

        Fill<T> fill = ticket.Fill!;
        Task<T> run = joined ?? _waits.WaitAsStarterAsync(RunAsync(fill), fill, cancellationToken);
        run = _waits.OrStaleAsync(run, fill, call.Plan);
        return new ValueTask<T>(
            FactoryNode.Current is { } waiter ? FillWaits.WithinAsync(run, waiter, fill.Node) : run
        );
    }

    private Task<T> Join<TState, T>(in FillCall<TState, T> call, Fill<T> fill, CancellationToken cancellationToken)
    {
        if (call.Plan.Access is not CacheAccess.None)
        {
            _local.Telemetry.Joined(call.Key);
        }

        bool canLeave = cancellationToken.CanBeCanceled;
        bool isFirst = !fill.HasJoiners;
        FillJoiners<T> joiners = canLeave ? fill.Join() : fill.JoinForGood();
        if (isFirst)
        {
            _waits.GiveUpWhereFactoryBlocks(fill);
        }

        bool mayShare = !canLeave && !call.HasJoined && FactoryNode.Current is null;
        return mayShare && ValueCodec<T>.IsAlwaysShared(call.Plan.Rules.Share)
            ? joiners.Shared ??= JoinAsync(call, fill, joiners, cancellationToken)
            : JoinAsync(call, fill, joiners, cancellationToken);
    }

    private async Task<T> ReadLaterAsync<TState, T>(
        FillCall<TState, T> call,
        Task before,
        CancellationToken cancellationToken
    )
    {
        await before.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await JoinOrRunAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> JoinAsync<TState, T>(
        FillCall<TState, T> call,
        Fill<T> fill,
        FillJoiners<T> joiners,
        CancellationToken cancellationToken
    )
    {
        FillResult<T> result;
        try
        {
            result = await _waits.WaitAsJoinerAsync(joiners.End, fill, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (fill.HasFailedForItsStarter(exception)
                && (!call.HasJoined || fill.HasLostStarter)
                && !cancellationToken.IsCancellationRequested
            )
        {
            return await JoinOrRunAsync(call with { HasJoined = true }, cancellationToken).ConfigureAwait(false);
        }

        if (!result.IsFresh && !call.HasJoined)
        {
            return await JoinOrRunAsync(call with { HasJoined = true }, cancellationToken).ConfigureAwait(false);
        }

        // Where no copy can be made, it computes its own: queueing for another fill would end the same way.
        return result.Entry is not null && _store.TryRead(result.Entry, out T copy)
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
        _redis is null || _redis.Session.Breaker.IsOpen || !fill.Request.Plan.May(CacheAccess.Redis)
            ? RunAloneAsync(fill)
            : _redis.Fills.RunAsync(fill);

    private async Task<T> RunAloneAsync<T>(Fill<T> fill)
    {
        try
        {
            int generation = _redis?.Session.Breaker.Generation ?? 0;
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
                && generation == (_redis?.Session.Breaker.Generation ?? 0)
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
