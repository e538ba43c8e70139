using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>Reads entries from Redis, judged by everything that was invalidated before the read.</summary>
internal sealed class RedisReader(RedisNode node, LocalParts local)
{
    /// <summary>Looks once.</summary>
    /// <exception cref="RedisUnavailableException">Redis failed; the gate is open.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Look<T>> LookAsync<T>(string key, CallPlan plan, bool looksFree, Deadline deadline)
    {
        int generation = node.Gate.Generation;
        long known = node.Removed.Known;
        long knownLog = node.Log.Known;
        RedisValue[] read = await node.Slots.ReadAsync(key, deadline).ConfigureAwait(false);
        ReadOnlyMemory<byte> slot = read[0];
        Sequence log = node.Slots.ParseLog(read[1]);
        await node.SeeLogAsync(log, deadline).ConfigureAwait(false);
        if (!local.Store.Log.TryPosition(log, out long position) || IsBehind(log, knownLog, generation))
        {
            throw node.Commands.Fail("new epoch");
        }

        SlotKind kind = SlotHead.KindOf(slot.Span);
        var seen = new SeenSlot(kind, SlotHead.Of(slot), looksFree && kind is SlotKind.Absent);
        return kind is SlotKind.Value && local.Store.TryParse(key, slot, plan, out Parsed<T> parsed)
            ? new Look<T>(seen, log, position, known, generation, parsed.Entry, parsed.Value, parsed.Plan)
            : new Look<T>(seen, log, position, known, generation, null, default!, plan);
    }

    // A server that was made the primary without what it lacked of the old one's last moments.
    private bool IsBehind(Sequence log, long known, int generation) =>
        log.Number < known && generation == node.Gate.Generation;

    /// <summary>Keeps an entry in this process, unless its key was removed or the gate changed since.</summary>
    public void Keep(string key, CacheEntry? entry, CallPlan plan, Place place)
    {
        if (plan.May(CacheAccess.WriteLocal))
        {
            lock (local.Fills.Of(key).Lock)
            {
                // Whoever opens the gate changes the generation before a removal takes this lock.
                if (place.Generation == node.Gate.Generation && node.RemovedKeys.Allows(key, place.Known))
                {
                    local.Store.Store(key, entry, plan);
                }
            }
        }
    }

    /// <summary>Reads without computing, and without a word to others.</summary>
    public async Task<(bool Found, T Value)> TryReadAsync<T>(string key, CallPlan plan)
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        if (FindSealed(key) is { } settled)
        {
            await settled.ConfigureAwait(false);
            if (plan.May(CacheAccess.ReadLocal) && local.Store.TryRead(key, out T kept))
            {
                return (true, kept);
            }
        }

        if (node.Gate.IsOpen)
        {
            return (false, default!);
        }

        try
        {
            Look<T> look = await LookAsync<T>(key, plan, looksFree: true, node.Commands.NewDeadline())
                .ConfigureAwait(false);
            if (look.Entry is null)
            {
                return (false, default!);
            }

            Keep(key, look.Entry, look.Plan, new Place(look.Generation, look.Known));
            return (true, look.Value);
        }
        catch (RedisUnavailableException)
        {
            return (false, default!);
        }
    }

    // What this process has just computed is on its way to Redis.
    private Task? FindSealed(string key)
    {
        FillTable.Stripe stripe = local.Fills.Of(key);
        lock (stripe.Lock)
        {
            return stripe.FindSealed(key)?.Settled;
        }
    }
}
