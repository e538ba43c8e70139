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

// Rule: what is read from Redis is validated against everything that was invalidated before the read: the answer names
//   the log's place, and what is missing here up to it is fetched first.
// Cost: a lookup that finds nothing missing, as a rule, waits once, for the command itself.
internal sealed class RedisReader(
    RedisSession session,
    InvalidationSequences sequences,
    Heartbeat heartbeat,
    LocalParts local
)
{
    /// <summary>Sends a lookup.</summary>
    public PendingLookup Begin(string key)
    {
        Deadline deadline = session.Commands.NewDeadline();
        var point = new ReadPoint(session.Breaker.Generation, sequences.Removed.Known);
        long knownLog = sequences.Log.Known;
        return new PendingLookup(point, knownLog, deadline, session.Slots.ReadAsync(key, deadline));
    }

    /// <summary>Validates an answer that has come; false when more is to be fetched before, or Redis failed.</summary>
    /// <param name="pending">The lookup.</param>
    /// <param name="key">The key it is about.</param>
    /// <param name="rules">What holds for the key's family.</param>
    /// <param name="lookup">What it found.</param>
    public bool TryComplete<T>(in PendingLookup pending, string key, FamilyRules rules, out Lookup<T> lookup)
    {
        lookup = default;
        if (
            !pending.Answer.IsCompletedSuccessfully
            || pending.Answer.Result is not [var value, var place]
            || !Sequence.TryParse(((ReadOnlyMemory<byte>)place).Span, out Sequence log)
            || sequences.Log.Compare(log) is not SequenceRelation.Known
            || !local.Store.Log.TryPosition(log, out long position)
            || IsBehind(log, pending)
        )
        {
            return false;
        }

        ReadOnlyMemory<byte> slot = value;
        var seen = new SeenSlot(SlotHead.ReadKind(slot.Span), slot);
        Parsed<T>? alive =
            seen.Kind is SlotKind.Value && local.Forms.TryParse(key, slot, rules, out Parsed<T> parsed) ? parsed : null;
        lookup = new Lookup<T>(seen, log, position, pending.ReadPoint, alive);
        return true;
    }

    /// <summary>Waits for an answer, and for what is to be fetched before it is validated.</summary>
    /// <exception cref="RedisUnavailableException">Redis failed; the breaker is open.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Lookup<T>> CompleteAsync<T>(PendingLookup pending, string key, FamilyRules rules)
    {
        await pending.Answer.WaitSilentlyAsync();
        if (TryComplete(pending, key, rules, out Lookup<T> lookup))
        {
            return lookup;
        }

        Sequence log = session.Slots.ParseLog(session.Commands.Result(pending.Answer)[1]);
        await sequences.SeeLogAsync(log, pending.Deadline).ConfigureAwait(false);
        return TryComplete(pending, key, rules, out lookup) ? lookup : throw session.Commands.Fail("new epoch");
    }

    /// <summary>Stores an entry in this process, unless its key was removed or the breaker changed since it was read.</summary>
    public void Store(string key, CacheEntry? entry, CallPlan plan, ReadPoint point)
    {
        lock (local.Fills.GetStripe(key).Lock)
        {
            // Whoever opens the breaker changes the generation before a removal takes this lock.
            if (point.Generation == session.Breaker.Generation && sequences.RemovedKeys.Allows(key, point.Known))
            {
                local.Store.Store(key, entry, plan);
            }
        }
    }

    /// <summary>Reads without computing, and without a word to others.</summary>
    public async Task<(bool Found, T Value)> TryReadAsync<T>(string key, CallPlan plan)
    {
        await session.Startup.TriedInTime.ConfigureAwait(false);
        bool isDoubted = plan.May(CacheAccess.ReadLocal) && local.Store.IsDoubted(key);
        if ((FindSealed(key) ?? (isDoubted ? heartbeat.BeatNowAsync() : null)) is { } before)
        {
            await before.ConfigureAwait(false);
            if (plan.May(CacheAccess.ReadLocal) && local.Store.TryRead(key, plan, out T kept))
            {
                return (true, kept);
            }
        }

        if (session.Breaker.IsOpen)
        {
            return (false, default!);
        }

        try
        {
            Lookup<T> lookup = await CompleteAsync<T>(Begin(key), key, plan.Rules).ConfigureAwait(false);
            if (lookup.Live is not { } found)
            {
                local.Telemetry.Missed(key);
                return (false, default!);
            }

            local.Telemetry.HitInRedis(key);
            if (plan.May(CacheAccess.WriteLocal))
            {
                Store(key, local.Forms.CreateEntry(found, plan.Rules.Share), plan.Limit(found), lookup.ReadPoint);
            }

            return (true, found.Value);
        }
        catch (RedisUnavailableException)
        {
            return (false, default!);
        }
    }

    // A server that was made the primary without what it lacked of the old one's last moments.
    private bool IsBehind(Sequence log, in PendingLookup pending) =>
        log.Number < pending.KnownLog && pending.ReadPoint.Generation == session.Breaker.Generation;

    // What this process has just computed is on its way to Redis.
    private Task? FindSealed(string key)
    {
        InFlightFactories.Stripe stripe = local.Fills.GetStripe(key);
        lock (stripe.Lock)
        {
            return stripe.FindSealed(key)?.Settled;
        }
    }
}
