using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis;

// Rule: a value is stored in Redis only if what its fill saw under the key, as a rule its own lease, still stands: a
//   removal or a set in between refuses it. The starter gets the value at once; who joined gets it after it was stored
//   and no newer record concerns it, else they read again. A fill that saw the gate change is stored nowhere.
internal sealed class RedisFills(
    RedisNode node,
    RedisReader reader,
    LeaseKeeper leases,
    LocalParts local,
    TimeProvider time
)
{
    private readonly RedisClaims _claims = new(node, reader, leases, local, time);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> RunAsync<T>(Fill<T> fill, FillRequest<T> request, IReadAgain readAgain)
    {
        int generation = node.Gate.Generation;
        Claim<T> claim = default;
        try
        {
            Deadline deadline = node.Commands.NewDeadline();
            Look<T> look = await reader
                .LookAsync<T>(request.Key, request.Plan, looksFree: true, deadline)
                .ConfigureAwait(false);
            if (look.Entry is not null && request.Plan.May(CacheAccess.ReadRedis))
            {
                return Found(fill, request, look, readAgain);
            }

            claim = await _claims.ClaimAsync(fill, request, look, deadline).ConfigureAwait(false);
        }
        catch (RedisUnavailableException)
        {
            // Computed then, and stored nowhere.
        }

        return claim.IsFound
            ? Found(fill, request, claim.Look!, readAgain)
            : await ComputeAsync(fill, request, claim, generation, readAgain).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> ComputeAsync<T>(
        Fill<T> fill,
        FillRequest<T> request,
        Claim<T> claim,
        int generation,
        IReadAgain readAgain
    )
    {
        Computed<T> computed;
        try
        {
            T value = await request.RunFactoryAsync(fill.Abandoned).ConfigureAwait(false);
            Sequence? stamp = claim.Head.IsEmpty ? null : claim.Look!.Log;
            computed = new Computed<T>(
                value,
                local.Store.Prepare(value, request.Plan, claim.Look?.Position ?? fill.Stamp, fill.Tags, stamp)
            );
        }
        catch
        {
            leases.Release(claim.Lease);
            throw;
        }

        bool storable = claim.IsSound && node.Gate.Generation == generation && !fill.IsAbandoned;
        if (storable && computed.Prepared.Frame is not null)
        {
            Seal(fill, computed.Prepared.Entry);
            _ = CommitAsync(fill, claim, computed, request, readAgain);
        }
        else
        {
            leases.Release(claim.Lease);
            End(fill, request, computed.Prepared.Entry, storable ? claim.Look : null);
            fill.EndJoiners(readAgain);
        }

        return computed.Value;
    }

    private T Found<T>(Fill<T> fill, FillRequest<T> request, Look<T> look, IReadAgain readAgain)
    {
        // Who joined after the look was sent may have come after an invalidation too: they read again, here at first.
        End(fill, request, look.Entry, look);
        fill.EndJoiners(readAgain);
        return look.Value;
    }

    // A read that follows at once waits for the commit instead of asking Redis, where it would meet the lease.
    private void Seal<T>(Fill<T> fill, CacheEntry<T>? entry)
    {
        fill.Entry = entry;
        lock (local.Fills.Of(fill.Key.Key).Lock)
        {
            fill.IsSealed = true;
        }
    }

    /// <summary>Ends the fill, and keeps the entry in this process where a look allows it.</summary>
    private void End<T>(Fill<T> fill, FillRequest<T> request, CacheEntry<T>? entry, Look<T>? look)
    {
        fill.Entry = entry;
        FillTable.Stripe stripe = local.Fills.Of(request.Key);
        lock (stripe.Lock)
        {
            stripe.Forget(fill);
            if (look is not null && !fill.IsRefused)
            {
                Keep(request, entry, look, look.Known);
            }
        }
    }

    // What was found lives as long as it has left, what was computed as long as the call's plan says.
    private void Keep<T>(FillRequest<T> request, CacheEntry<T>? entry, Look<T> look, long known) =>
        reader.Keep(
            request.Key,
            entry,
            ReferenceEquals(entry, look.Entry) ? look.Plan : request.Plan,
            new Place(look.Generation, known)
        );

    private async Task CommitAsync<T>(
        Fill<T> fill,
        Claim<T> claim,
        Computed<T> computed,
        FillRequest<T> request,
        IReadAgain readAgain
    )
    {
        bool isFresh = await TryCommitAsync(fill, claim, computed, request).ConfigureAwait(false);
        FillTable.Stripe stripe = local.Fills.Of(request.Key);
        lock (stripe.Lock)
        {
            stripe.Forget(fill);
            fill.Settle();
        }

        if (isFresh)
        {
            fill.EndJoiners(new Filled<T>(computed.Value, computed.Prepared.Entry));
        }
        else
        {
            fill.EndJoiners(readAgain);
        }
    }

    /// <summary>Stores the value in Redis, and here; true when it was stored and nothing newer concerns it.</summary>
    private async Task<bool> TryCommitAsync<T>(
        Fill<T> fill,
        Claim<T> claim,
        Computed<T> computed,
        FillRequest<T> request
    )
    {
        try
        {
            long known = node.Removed.Known;
            Deadline deadline = node.Commands.NewDeadline();
            (bool stored, Sequence log) = await node
                .Slots.CommitAsync(request.Key, claim.Head, computed.Prepared.Frame!, request.Plan.Lifetime, deadline)
                .ConfigureAwait(false);
            leases.Forget(claim.Lease);
            if (stored)
            {
                await node.SeeLogAsync(log, deadline).ConfigureAwait(false);
                Keep(request, computed.Prepared.Entry, claim.Look!, known);
                return local.Store.Log.IsAlive(request.Key, fill.Tags, claim.Look!.Position);
            }
        }
#pragma warning disable CA1031 // Whatever fails, those who wait for the end must not wait for ever.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Whether it was stored is unknown; if not, the lease may stand for nobody.
            leases.Release(claim.Lease);
        }

        return false;
    }
}
