using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
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

    public async Task<T> RunAsync<T>(Fill<T> fill, FillRequest<T> request, IReadAgain readAgain)
    {
        int generation = node.Gate.Generation;
        Claim<T> claim = await _claims.ClaimAsync(fill, request).ConfigureAwait(false);
        if (!claim.Computes)
        {
            return Found(fill, request, claim.Look, readAgain);
        }

        Computed<T> computed;
        try
        {
            T value = await request.RunFactoryAsync(fill.Abandoned).ConfigureAwait(false);
            Sequence? stamp = claim.Head.IsEmpty ? null : claim.Look.Log;
            computed = new Computed<T>(
                value,
                local.Store.Prepare(value, request.Plan, claim.Look.Position, fill.Tags, stamp)
            );
        }
        catch
        {
            leases.Release(claim.Lease);
            throw;
        }

        bool storable = claim.IsSound && node.Gate.Generation == generation && !fill.IsAbandoned;
        Seal(fill, request, storable, claim.Look with { Entry = computed.Prepared.Entry, Plan = request.Plan });
        if (storable && computed.Prepared.Frame is not null)
        {
            _ = CommitAsync(fill, claim, computed, request, readAgain);
        }
        else
        {
            leases.Release(claim.Lease);
            fill.EndJoiners(readAgain);
        }

        return computed.Value;
    }

    private T Found<T>(Fill<T> fill, FillRequest<T> request, in Look<T> look, IReadAgain readAgain)
    {
        // Who joined after the look was sent may have come after an invalidation too: they read again, here at first.
        Seal(fill, request, storable: true, look);
        fill.EndJoiners(readAgain);
        return look.Value;
    }

    /// <summary>Ends the joining, and keeps the entry in this process where it may be kept.</summary>
    private void Seal<T>(Fill<T> fill, FillRequest<T> request, bool storable, in Look<T> look)
    {
        fill.Entry = look.Entry;
        FillTable.Stripe stripe = local.Fills.Of(request.Key);
        lock (stripe.Lock)
        {
            stripe.Forget(fill);
            if (storable && !fill.IsRefused)
            {
                reader.Keep(request.Key, look);
            }
        }
    }

    private async Task CommitAsync<T>(
        Fill<T> fill,
        Claim<T> claim,
        Computed<T> computed,
        FillRequest<T> request,
        IReadAgain readAgain
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
                if (local.Store.Log.IsAlive(request.Key, fill.Tags, claim.Look.Position))
                {
                    reader.Keep(
                        request.Key,
                        claim.Look with
                        {
                            Entry = computed.Prepared.Entry,
                            Plan = request.Plan,
                            Known = known,
                        }
                    );
                    fill.EndJoiners(new Filled<T>(computed.Value, computed.Prepared.Entry));
                    return;
                }
            }
            else if (computed.Prepared.Entry is { } refused)
            {
                local.Store.Remove(request.Key, refused);
            }
        }
        catch (RedisUnavailableException)
        {
            // Whether it was stored is unknown; if not, the lease may stand for nobody.
            leases.Release(claim.Lease);
        }

        fill.EndJoiners(readAgain);
    }
}
