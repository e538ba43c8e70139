using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis;

// Rule: one process at a time may compute a key: the one whose lease stands under it. The others ask again after 5 ms,
//   then less often, to 50 ms; past LeaseWait they compute for themselves and store nothing.
internal sealed class RedisClaims(
    RedisNode node,
    RedisReader reader,
    LeaseKeeper leases,
    LocalParts local,
    TimeProvider time
)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>After a first look, looks until there is a value, or this fill may compute it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Claim<T>> ClaimAsync<T>(
        Fill<T> fill,
        FillRequest<T> request,
        Look<T> first,
        Deadline deadline
    )
    {
        try
        {
            return await LookAndPlaceAsync(fill, request, first, deadline).ConfigureAwait(false);
        }
        catch (RedisUnavailableException)
        {
            return new Claim<T>(null, IsSound: false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Claim<T>> LookAndPlaceAsync<T>(
        Fill<T> fill,
        FillRequest<T> request,
        Look<T> look,
        Deadline deadline
    )
    {
        long began = time.GetTimestamp();
        TimeSpan poll = FirstPoll;
        while (true)
        {
            Restamp(fill, look.Position);
            if (Decide(look, time.GetElapsedTime(began)) is { } claim)
            {
                return claim;
            }

            if (IsTaken(look))
            {
                await Task.Delay(Jitter(poll), time, fill.Abandoned).ConfigureAwait(false);
                poll = poll + poll < LongestPoll ? poll + poll : LongestPoll;
            }
            else if (await TryPlaceAsync(request.Key, look.Seen, deadline).ConfigureAwait(false) is { } lease)
            {
                return new Claim<T>(look, IsSound: true) { Head = lease.Head, Lease = lease };
            }

            bool looksFree = IsTaken(look);
            deadline = node.Commands.NewDeadline();
            look = await reader.LookAsync<T>(request.Key, request.Plan, looksFree, deadline).ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Lease?> TryPlaceAsync(string key, SeenSlot seen, Deadline deadline)
    {
        // Held before it is sent: one that is placed without an answer has to be given back.
        Lease lease = leases.Hold(key, SlotHead.NewLease());
        try
        {
            if (await node.Slots.AcquireAsync(key, seen, lease.Head, deadline).ConfigureAwait(false))
            {
                return lease;
            }
        }
        catch (RedisUnavailableException)
        {
            leases.Release(lease);
            throw;
        }

        leases.Forget(lease);
        return null;
    }

    private void Restamp(Fill fill, long position)
    {
        lock (local.Fills.Of(fill.Key.Key).Lock)
        {
            fill.Stamp = position;
        }
    }

    /// <summary>What needs no lease; null where one is to be placed or waited for.</summary>
    private Claim<T>? Decide<T>(Look<T> look, TimeSpan waited)
    {
        if (look.Entry is not null && look.Plan.May(CacheAccess.ReadRedis))
        {
            return new Claim<T>(look, IsSound: true) { IsFound = true };
        }

        if (!look.Plan.May(CacheAccess.WriteRedis))
        {
            return new Claim<T>(look, IsSound: true);
        }

        // A forced refresh leaves a live value readable: it replaces just what it saw.
        if (look.Entry is not null)
        {
            return new Claim<T>(look, IsSound: true) { Head = look.Seen.Head };
        }

        return IsTaken(look) && waited >= node.Options.LeaseWait ? new Claim<T>(look, IsSound: false) : null;
    }

    // A forced refresh does not wait: it takes the lease over, and the older computation is refused.
    private static bool IsTaken<T>(Look<T> look) =>
        look.Seen.Kind is SlotKind.Lease && look.Plan.May(CacheAccess.ReadRedis);

    // From half the span to all of it: processes that wait for one lease do not ask in step.
    private TimeSpan Jitter(TimeSpan span) => span * (0.5 + (time.GetTimestamp() % 97 / 194.0));
}
