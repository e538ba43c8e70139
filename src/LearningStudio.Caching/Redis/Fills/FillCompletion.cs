using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Sequences;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

// Rule: how a fill ends. A value is committed where what it was computed under still stands; its starter has it already,
//   who joined gets it once nothing newer is known to concern it, and nobody waits for ever, whatever fails.
// Threads: all members may be called at once; each fill ends once.
internal sealed class FillCompletion(
    RedisSession session,
    InvalidationSequences sequences,
    RedisReader reader,
    LeaseKeeper leases,
    LocalParts local
)
{
    // A read that follows at once waits for the commit instead of asking Redis, where it would meet the lease; nor is
    // it served what the caller of a forced refresh has seen replaced.
    public void Seal<T>(Fill<T> fill)
    {
        FillRequest<T> request = fill.Request;
        InFlightFactories.Stripe stripe = local.Fills.GetStripe(request.Key);
        lock (stripe.Lock)
        {
            stripe.Seal(fill);
            if (!request.IsBackground && request.Plan.May(CacheAccess.WriteLocal))
            {
                local.Store.Remove(request.Key);
            }
        }
    }

    /// <summary>Stores a value in Redis, and here where it was stored there.</summary>
    public async Task CommitAsync<T>(Fill<T> fill, FillAttempt<T> attempt, Computed<T> computed)
    {
        FillRequest<T> request = fill.Request;
        bool isFresh = false;
        try
        {
            ReadPoint point = attempt.Lookup.ReadPoint with { Known = sequences.Removed.Known };
            Deadline deadline = session.Commands.NewDeadline();
            Prepared<T> prepared = computed.Prepared;
            Sequence? stored = await session
                .Slots.CommitAsync(request.Key, attempt.Head, prepared.Frame!, prepared.Plan.RedisLifetime, deadline)
                .ConfigureAwait(false);
            leases.Forget(attempt.Lease);
            if (stored is not { } log)
            {
                local.Telemetry.LateWriteRefused(request.Key);
            }
            else
            {
                await sequences.SeeLogAsync(log, deadline).ConfigureAwait(false);
                Store(fill, prepared.Entry, prepared.Plan, point);
                isFresh = fill.IsAlive(local.Store.Log, prepared.Entry);
            }
        }
#pragma warning disable CA1031 // Whatever fails, those who wait for the end must not wait for ever.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Whether it was stored is unknown; if not, the lease may stand for nobody.
            leases.Release(attempt.Lease);
        }

        local.Fills.Settle(fill);
        fill.EndJoiners(new FillResult<T>(computed.Value, computed.Prepared.Entry, isFresh));
    }

    /// <summary>Ends a fill that stores nothing in Redis; its entry is kept here where a read point is given.</summary>
    public async Task EndAsync<T>(Fill<T> fill, Computed<T> computed, ReadPoint? point)
    {
        InFlightFactories.Stripe stripe = local.Fills.GetStripe(fill.Request.Key);
        bool isShared;
        lock (stripe.Lock)
        {
            isShared = fill.HasJoiners && point is not null;
            if (isShared)
            {
                stripe.Seal(fill);
            }
        }

        bool isFresh = isShared && await IsFreshAsync(fill, computed).ConfigureAwait(false);
        lock (stripe.Lock)
        {
            if (point is { } known)
            {
                Store(fill, computed.Prepared.Entry, computed.Prepared.Plan, known);
            }

            stripe.Forget(fill);
            fill.Settle();
        }

        fill.EndJoiners(new FillResult<T>(computed.Value, computed.Prepared.Entry, isFresh));
    }

    // Without a commit that would say so, Redis is asked whether anything has come that concerns those who joined.
    private async Task<bool> IsFreshAsync<T>(Fill<T> fill, Computed<T> computed)
    {
        try
        {
            Deadline deadline = session.Commands.NewDeadline();
            (Sequence log, Sequence removals) = await session.Slots.ReadSequencesAsync(deadline).ConfigureAwait(false);
            await sequences.SeeLogAsync(log, deadline).ConfigureAwait(false);
            await sequences.CatchUpAsync(sequences.Removed, removals, deadline).ConfigureAwait(false);
            return !fill.IsRefused && fill.IsAlive(local.Store.Log, computed.Prepared.Entry);
        }
#pragma warning disable CA1031 // Those who wait for the end must not wait for ever.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    // What another call has replaced meanwhile is not kept.
    public void Store<T>(Fill<T> fill, CacheEntry<T>? entry, CallPlan plan, ReadPoint point)
    {
        lock (local.Fills.GetStripe(fill.Request.Key).Lock)
        {
            if (!fill.IsRefused && fill.Request.Plan.May(CacheAccess.WriteLocal))
            {
                reader.Store(fill.Request.Key, entry, plan, point);
            }
        }
    }

    /// <summary>
    /// Gives back the lease of a factory that brought nothing, or that nobody waits for any more. An expired value whose
    /// point it took is put back: others may need it when their factories fail.
    /// </summary>
    public void GiveBack(Fill fill)
    {
        if (fill is { Lease: { } lease, Replaced: { } replaced })
        {
            byte[] frame = EntryFrame.Renew(replaced.Frame.Span, local.Forms.Clock.After(replaced.Left));
            _ = PutBackAsync(fill.Key.Key, lease, frame, replaced.UsableFor);
        }
        else
        {
            leases.Release(fill.Lease);
        }
    }

    private async Task PutBackAsync(string key, Lease lease, byte[] frame, TimeSpan lifetime)
    {
        try
        {
            Deadline deadline = session.Commands.NewDeadline();
            await session.Slots.CommitAsync(key, lease.Head, frame, lifetime, deadline).ConfigureAwait(false);
            leases.Forget(lease);
        }
        catch (RedisUnavailableException)
        {
            leases.Release(lease);
        }
    }
}
