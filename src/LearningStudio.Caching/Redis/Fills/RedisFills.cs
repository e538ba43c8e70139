using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Sequences;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

// Rule: a value is stored in Redis only if what its fill saw under the key, as a rule its own lease, still stands: a
//   removal or a set in between refuses it. The starter gets the value at once; who joined gets it after it was stored
//   and no newer record concerns it, else they read again. A fill that saw the breaker change is stored nowhere.
internal sealed class RedisFills(
    RedisSession session,
    InvalidationSequences sequences,
    RedisReader reader,
    LeaseKeeper leases,
    FailedFactories failures,
    LocalParts local
)
{
    private readonly FillCompletion _completion = new(session, sequences, reader, leases, local);
    private readonly LeaseRequests _requests = new(session, reader, leases, local);

    /// <summary>How long a fill may take beside its factory, at most.</summary>
    public TimeSpan MaxOverhead => _requests.MaxOverhead;

    /// <summary>Gives back the lease of a fill that nobody waits for any more: its factory may never end.</summary>
    public void Abandon(Fill fill) => _completion.GiveBack(fill);

    /// <summary>Whether this process is the one to compute a key anew ahead of its expiry; not while Redis is away.</summary>
    /// <remarks>What another one has stored meanwhile is kept here instead.</remarks>
    public async ValueTask<bool> MayRefreshAsync<T>(string key, CallPlan plan)
    {
        TimeSpan ahead = plan.RefreshAhead;
        try
        {
            if (
                session.Breaker.IsOpen
                || !await session
                    .Slots.TryMarkRefreshAsync(key, ahead, session.Commands.NewDeadline())
                    .ConfigureAwait(false)
            )
            {
                return false;
            }

            Lookup<T> lookup = await reader.CompleteAsync<T>(reader.Begin(key), key, plan.Rules).ConfigureAwait(false);
            if (lookup.Live is not { } found || found.Left <= ahead)
            {
                return true;
            }

            CacheEntry<T> entry = local.Forms.CreateEntry(found, plan.Rules.Share);
            reader.Store(key, entry, plan.Limit(found), lookup.ReadPoint);
            return false;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }

    public async Task<T> RunAsync<T>(Fill<T> fill)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            PendingLookup pending = _requests.Begin(request.Key, request.Plan);

            // As a rule the last answer comes last, and is the only one that is waited for.
            await pending.Last.WaitSilentlyAsync();
            await pending.Answer.WaitSilentlyAsync();
            bool isComplete = reader.TryComplete(pending, request.Key, request.Plan.Rules, out Lookup<T> lookup);
            if (lookup.Live is not { } found || !request.Plan.May(CacheAccess.ReadRedis))
            {
                return await MissAsync(fill, pending, isComplete ? lookup : null).ConfigureAwait(false);
            }

            _requests.EndFound(pending);
            return Found(fill, found, lookup.ReadPoint);
        }
        catch (Exception exception)
        {
            local.Fills.Fail(fill, exception);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> MissAsync<T>(Fill<T> fill, PendingLookup pending, Lookup<T>? first)
    {
        FillAttempt<T> attempt = default;
        try
        {
            attempt = await _requests.RequestAsync(fill, pending, first).ConfigureAwait(false);
            if (attempt.State is FillState.Found)
            {
                return Found(fill, attempt.Lookup.Live!.Value, attempt.Lookup.ReadPoint);
            }

            Hold(fill, attempt);
        }
        catch (RedisUnavailableException)
        {
            // Computed then, and stored nowhere.
            _requests.Withdraw(pending);
        }

        Computed<T> computed = await ComputeAsync(fill, attempt).ConfigureAwait(false);
        bool storable =
            attempt.State is not FillState.Detached
            && pending.ReadPoint.Generation == session.Breaker.Generation
            && !fill.IsAbandoned;
        if (storable && attempt.StoresInRedis && computed.Prepared.Frame is not null)
        {
            _completion.Seal(fill);
            _ = _completion.CommitAsync(fill, attempt, computed);
        }
        else
        {
            leases.Release(attempt.Lease ?? Replaced(fill, attempt, storable));
            _ = _completion.EndAsync(fill, computed, storable ? attempt.Lookup.ReadPoint : null);
        }

        return computed.Value;
    }

    // The lease is the fill's: where nobody waits any more it is given back though the factory goes on. An expired value
    // that the lease has replaced may have to serve before the factory returns.
    private void Hold<T>(Fill<T> fill, in FillAttempt<T> attempt)
    {
        fill.Replaced = failures.FindReplaced(fill, attempt.Lookup);
        fill.Lease = attempt.Lease;
        if (fill.IsAbandoned)
        {
            Abandon(fill);
        }

        if (fill.Request.Plan.Rules.StaleAfter is not null)
        {
            HoldExpired(fill, attempt.Lookup);
        }
    }

    // What Redis has shown to be gone may have been removed, which this process has not heard of yet: it must not serve.
    private void HoldExpired<T>(Fill<T> fill, in Lookup<T> lookup)
    {
        (string key, CallPlan plan) = (fill.Request.Key, fill.Request.Plan);
        if (lookup.Expired is { } expired)
        {
            CacheEntry<T> entry = local.Forms.CreateEntry(expired, plan.Rules.Share);
            plan = plan with { LocalLifetime = TimeSpan.Zero, FailSafe = expired.UsableFor };
            _completion.Store(fill, entry, plan, lookup.ReadPoint);
        }
        else if (lookup.Live is null && lookup.Seen.Kind is not SlotKind.Lease)
        {
            lock (local.Fills.GetStripe(key).Lock)
            {
                local.Store.Remove(key);
            }
        }
    }

    // A value that cannot be kept still takes away the live one that it was to replace, since that is older.
    private Lease? Replaced<T>(Fill<T> fill, in FillAttempt<T> attempt, bool storable) =>
        storable && attempt.StoresInRedis
            ? leases.Hold(fill.Request.Key, attempt.Head, fill.Request.Plan.Rules.FactoryTimeout)
            : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Computed<T>> ComputeAsync<T>(Fill<T> fill, FillAttempt<T> attempt)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            T value = await local.Telemetry.WatchAsync(fill).ConfigureAwait(false);
            Sequence? stamp = attempt.StoresInRedis ? attempt.Lookup.Log : null;
            return new Computed<T>(value, local.Forms.Prepare(value, request.Plan, fill.Stamp, request.Tags, stamp));
        }
        catch (Exception exception)
        {
            Lookup<T> lookup = attempt.Lookup;
            if (failures.TryServe(fill, lookup, MayRevive(lookup), exception, out Computed<T> old))
            {
                return old;
            }

            _completion.GiveBack(fill);
            throw;
        }
    }

    // Redis failed, or another process's lease outlasted a wait in which every removal from before it has become known.
    private bool MayRevive<T>(in Lookup<T> lookup) =>
        lookup.Log == default
        || (
            lookup.Seen.Kind is SlotKind.Lease
            && session.Options.FillWaitTimeout >= session.Options.HeartbeatInterval + session.Options.OperationTimeout
        );

    private T Found<T>(Fill<T> fill, in Parsed<T> found, ReadPoint point)
    {
        FillRequest<T> request = fill.Request;
        local.Telemetry.HitInRedis(request.Key);
        CacheEntry<T>? entry;
        InFlightFactories.Stripe stripe = local.Fills.GetStripe(request.Key);
        lock (stripe.Lock)
        {
            // Nobody joins from here on: whether somebody has is known only now.
            stripe.Forget(fill);
            entry =
                fill.HasJoiners || request.Plan.May(CacheAccess.WriteLocal)
                    ? local.Forms.CreateEntry(found, request.Plan.Rules.Share)
                    : null;
            _completion.Store(fill, entry, request.Plan.Limit(found), point);
        }

        // Who joined after the lookup was sent may have come after an invalidation too: they read again, here at first.
        fill.EndJoiners(new FillResult<T>(found.Value, entry, IsFresh: false));
        return found.Value;
    }
}
