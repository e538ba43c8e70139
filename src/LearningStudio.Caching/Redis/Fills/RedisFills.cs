using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

// Rule: a value is stored in Redis only if what its fill saw under the key, as a rule its own lease, still stands: a
//   removal or a set in between refuses it. The starter gets the value at once; who joined gets it after it was stored
//   and no newer record concerns it, else they read again. A fill that saw the breaker change is stored nowhere.
internal sealed class RedisFills(
    RedisNode node,
    RedisReader reader,
    LeaseKeeper leases,
    FailedFactories failures,
    LocalParts local,
    TimeProvider time
)
{
    private readonly FillCompletion _completion = new(node, reader, leases, local);
    private readonly LeaseRequests _requests = new(node, reader, leases, local, time);

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
                node.Breaker.IsOpen
                || !await node.Slots.TryMarkRefreshAsync(key, ahead, node.Commands.NewDeadline()).ConfigureAwait(false)
            )
            {
                return false;
            }

            Lookup<T> look = await reader
                .LookAsync<T>(reader.Ask(key), key, plan.Rules, looksFree: true)
                .ConfigureAwait(false);
            if (look.Live is not { } found || found.Left <= ahead)
            {
                return true;
            }

            reader.Keep(key, local.Forms.CreateEntry(found, plan.Rules.Share), plan.Limit(found), look.ReadPoint);
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
            PendingLookup question = _requests.Ask(request.Key, request.Plan);

            // As a rule the last answer comes last, and is the only one that is waited for.
            await question.Last.WaitSilentlyAsync();
            await question.Answer.WaitSilentlyAsync();
            FamilyRules rules = request.Plan.Rules;
            bool isEvaluated = reader.TryEvaluate(question, request.Key, rules, looksFree: true, out Lookup<T> look);
            if (look.Live is not { } found || !request.Plan.May(CacheAccess.ReadRedis))
            {
                return await MissAsync(fill, question, isEvaluated ? look : null).ConfigureAwait(false);
            }

            _requests.EndFound(question);
            return Found(fill, found, look.ReadPoint);
        }
        catch (Exception exception)
        {
            local.Fills.Fail(fill, exception);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> MissAsync<T>(Fill<T> fill, PendingLookup question, Lookup<T>? first)
    {
        Lookup<T> look = default;
        FillPermit claim = default;
        try
        {
            (look, FillPermit? needed) = await _requests.ClaimAsync(fill, question, first).ConfigureAwait(false);
            if (needed is not { } given)
            {
                return Found(fill, look.Live!.Value, look.ReadPoint);
            }

            claim = given;
            Hold(fill, claim, look);
        }
        catch (RedisUnavailableException)
        {
            // Computed then, and stored nowhere.
            _requests.Withdraw(question);
        }

        Computed<T> computed = await ComputeAsync(fill, claim, look).ConfigureAwait(false);
        bool storable = claim.IsSound && question.ReadPoint.Generation == node.Breaker.Generation && !fill.IsAbandoned;
        if (storable && computed.Prepared.Frame is not null && !claim.Head.IsEmpty)
        {
            _completion.Seal(fill);
            _ = _completion.CommitAsync(fill, claim, computed);
        }
        else
        {
            leases.Release(claim.Lease ?? Replaced(fill, claim, storable));
            _ = _completion.EndAsync(fill, computed, storable ? claim.ReadPoint : null);
        }

        return computed.Value;
    }

    // The lease is the fill's: where nobody waits any more it is given back though the factory goes on. An expired value
    // that the lease has replaced may have to serve before the factory returns.
    private void Hold<T>(Fill<T> fill, FillPermit claim, in Lookup<T> look)
    {
        fill.Replaced = failures.FindReplaced(fill, look);
        fill.Lease = claim.Lease;
        if (fill.IsAbandoned)
        {
            Abandon(fill);
        }

        if (fill.Request.Plan.Rules.StaleAfter is not null)
        {
            HoldExpired(fill, look);
        }
    }

    // What Redis has shown to be gone may have been removed, which this process has not heard of yet: it must not serve.
    private void HoldExpired<T>(Fill<T> fill, in Lookup<T> look)
    {
        (string key, CallPlan plan) = (fill.Request.Key, fill.Request.Plan);
        if (look.Expired is { } expired)
        {
            CacheEntry<T> entry = local.Forms.CreateEntry(expired, plan.Rules.Share);
            plan = plan with { LocalLifetime = TimeSpan.Zero, FailSafe = expired.UsableFor };
            _completion.Keep(fill, entry, plan, look.ReadPoint);
        }
        else if (look.Live is null && look.Seen.Kind is not SlotKind.Lease)
        {
            lock (local.Fills.GetStripe(key).Lock)
            {
                local.Store.Remove(key);
            }
        }
    }

    // A value that cannot be kept still takes away the live one that it was to replace, since that is older.
    private Lease? Replaced<T>(Fill<T> fill, FillPermit claim, bool storable) =>
        storable && !claim.Head.IsEmpty
            ? leases.Hold(fill.Request.Key, claim.Head, fill.Request.Plan.Rules.FactoryTimeout)
            : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Computed<T>> ComputeAsync<T>(Fill<T> fill, FillPermit claim, Lookup<T> look)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            T value = await local.Telemetry.WatchAsync(fill).ConfigureAwait(false);
            Sequence? stamp = claim.Head.IsEmpty ? null : claim.Log;
            return new Computed<T>(value, local.Forms.Prepare(value, request.Plan, fill.Stamp, request.Tags, stamp));
        }
        catch (Exception exception)
        {
            if (failures.TryServe(fill, look, MayRevive(look), exception, out Computed<T> old))
            {
                return old;
            }

            _completion.GiveBack(fill);
            throw;
        }
    }

    // Redis failed, or another process's lease outlasted a wait in which every removal from before it has become known.
    private bool MayRevive<T>(in Lookup<T> look) =>
        look.Log == default
        || (
            look.Seen.Kind is SlotKind.Lease
            && node.Options.FillWaitTimeout >= node.Options.HeartbeatInterval + node.Options.OperationTimeout
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
            _completion.Keep(fill, entry, request.Plan.Limit(found), point);
        }

        // Who joined after the look was sent may have come after an invalidation too: they read again, here at first.
        fill.EndJoiners(new FillResult<T>(found.Value, entry, IsFresh: false));
        return found.Value;
    }
}
