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

    public async Task<T> RunAsync<T>(Fill<T> fill, IReadAgain readAgain)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            Question question = _claims.Ask(request.Key, request.Plan);
            await question.Last.EndAsync();
            if (
                !request.Plan.May(CacheAccess.ReadRedis)
                || !reader.TryJudge(question, request.Key, looksFree: true, out Look<T> look)
                || look.Parsed is not { } found
            )
            {
                return await MissAsync(fill, question, readAgain).ConfigureAwait(false);
            }

            _claims.EndFound(question);
            return Found(fill, found, look.Place, readAgain);
        }
        catch (Exception exception)
        {
            local.Fills.Fail(fill, exception);
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> MissAsync<T>(Fill<T> fill, Question question, IReadAgain readAgain)
    {
        Claim claim = default;
        try
        {
            (Parsed<T>? found, claim) = await _claims.ClaimAsync(fill, question).ConfigureAwait(false);
            if (found is { } value)
            {
                return Found(fill, value, claim.Place, readAgain);
            }
        }
        catch (RedisUnavailableException)
        {
            // Computed then, and stored nowhere.
            _claims.Withdraw(question);
        }

        Computed<T> computed = await ComputeAsync(fill, claim).ConfigureAwait(false);
        bool storable = claim.IsSound && question.Place.Generation == node.Gate.Generation && !fill.IsAbandoned;
        fill.Entry = computed.Prepared.Entry;
        if (storable && computed.Prepared.Frame is { } frame)
        {
            Seal(fill);
            _ = CommitAsync(fill, claim, computed.Value, frame, readAgain);
        }
        else
        {
            leases.Release(claim.Lease);
            End(fill, storable ? claim.Place : null);
            fill.EndJoiners(fresh: null, readAgain);
        }

        return computed.Value;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Computed<T>> ComputeAsync<T>(Fill<T> fill, Claim claim)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            T value = await request.RunFactoryAsync(fill.Abandoned).ConfigureAwait(false);
            Sequence? stamp = claim.Head.IsEmpty ? null : claim.Log;
            return new Computed<T>(value, local.Store.Prepare(value, request.Plan, fill.Stamp, request.Tags, stamp));
        }
        catch
        {
            leases.Release(claim.Lease);
            throw;
        }
    }

    private T Found<T>(Fill<T> fill, in Parsed<T> found, Place place, IReadAgain readAgain)
    {
        FillTable.Stripe stripe = local.Fills.Of(fill.Request.Key);
        lock (stripe.Lock)
        {
            stripe.Forget(fill);
            if (!fill.IsRefused)
            {
                reader.Keep(fill.Request.Key, found, fill.Request.Plan, place);
            }
        }

        // Who joined after the look was sent may have come after an invalidation too: they read again, here at first.
        fill.EndJoiners(fresh: null, readAgain);
        return found.Value;
    }

    // A read that follows at once waits for the commit instead of asking Redis, where it would meet the lease.
    private void Seal<T>(Fill<T> fill)
    {
        lock (local.Fills.Of(fill.Request.Key).Lock)
        {
            fill.IsSealed = true;
        }
    }

    /// <summary>Ends the fill, and keeps its entry in this process where a place is given.</summary>
    private void End<T>(Fill<T> fill, Place? place)
    {
        FillTable.Stripe stripe = local.Fills.Of(fill.Request.Key);
        lock (stripe.Lock)
        {
            stripe.Forget(fill);
            if (place is { } known && !fill.IsRefused)
            {
                reader.Keep(fill.Request.Key, fill.Entry, fill.Request.Plan, known);
            }
        }
    }

    private async Task CommitAsync<T>(Fill<T> fill, Claim claim, T value, byte[] frame, IReadAgain readAgain)
    {
        FillRequest<T> request = fill.Request;
        bool isFresh = false;
        try
        {
            Place place = claim.Place with { Known = node.Removed.Known };
            Deadline deadline = node.Commands.NewDeadline();
            Sequence? stored = await node
                .Slots.CommitAsync(request.Key, claim.Head, frame, request.Plan.Lifetime, deadline)
                .ConfigureAwait(false);
            leases.Forget(claim.Lease);
            if (stored is { } log)
            {
                await node.SeeLogAsync(log, deadline).ConfigureAwait(false);
                reader.Keep(request.Key, fill.Entry, request.Plan, place);
                isFresh = local.Store.Log.IsAlive(request.Key, request.Tags, fill.Stamp);
            }
        }
#pragma warning disable CA1031 // Whatever fails, those who wait for the end must not wait for ever.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Whether it was stored is unknown; if not, the lease may stand for nobody.
            leases.Release(claim.Lease);
        }

        local.Fills.Settle(fill);
        fill.EndJoiners(isFresh ? new Filled<T>(value, fill.Entry) : null, readAgain);
    }
}
