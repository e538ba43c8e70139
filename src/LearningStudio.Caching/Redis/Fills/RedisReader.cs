using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

// Rule: what is read from Redis is judged by everything that was invalidated before the read: the answer names the
//   log's place, and what is missing here up to it is fetched first.
// Cost: a look that finds nothing missing, as a rule, waits once, for the command itself.
internal sealed class RedisReader(RedisNode node, LocalParts local)
{
    /// <summary>Begins a look.</summary>
    public PendingLookup Ask(string key)
    {
        Deadline deadline = node.Commands.NewDeadline();
        var point = new ReadPoint(node.Breaker.Generation, node.Removed.Known);
        long knownLog = node.Log.Known;
        return new PendingLookup(point, knownLog, deadline, node.Slots.ReadAsync(key, deadline));
    }

    /// <summary>Judges an answer that has come; false when more is to be fetched before, or Redis failed.</summary>
    /// <param name="question">The look.</param>
    /// <param name="key">The key it is about.</param>
    /// <param name="rules">What holds for the key's family.</param>
    /// <param name="looksFree">Whether nothing seen means that a lease can be placed without looking again.</param>
    /// <param name="look">What it found.</param>
    public bool TryEvaluate<T>(
        in PendingLookup question,
        string key,
        FamilyRules rules,
        bool looksFree,
        out Lookup<T> look
    )
    {
        look = default;
        if (
            !question.Answer.IsCompletedSuccessfully
            || question.Answer.Result is not [var value, var place]
            || !Sequence.TryParse(((ReadOnlyMemory<byte>)place).Span, out Sequence log)
            || node.Log.Compare(log) is not SequenceRelation.Known
            || !local.Store.Log.TryPosition(log, out long position)
            || IsBehind(log, question)
        )
        {
            return false;
        }

        ReadOnlyMemory<byte> slot = value;
        SlotKind kind = SlotHead.ReadKind(slot.Span);
        var seen = new SeenSlot(kind, slot, looksFree && kind is SlotKind.Absent);
        Parsed<T>? alive =
            kind is SlotKind.Value && local.Forms.TryParse(key, slot, rules, out Parsed<T> parsed) ? parsed : null;
        look = new Lookup<T>(seen, log, position, question.ReadPoint, alive);
        return true;
    }

    /// <summary>Waits for an answer, and for what is to be fetched before it is judged.</summary>
    /// <exception cref="RedisUnavailableException">Redis failed; the breaker is open.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Lookup<T>> LookAsync<T>(
        PendingLookup question,
        string key,
        FamilyRules rules,
        bool looksFree
    )
    {
        await question.Answer.WaitSilentlyAsync();
        if (TryEvaluate(question, key, rules, looksFree, out Lookup<T> look))
        {
            return look;
        }

        Sequence log = node.Slots.ParseLog(node.Commands.Result(question.Answer)[1]);
        await node.SeeLogAsync(log, question.Deadline).ConfigureAwait(false);
        return TryEvaluate(question, key, rules, looksFree, out look) ? look : throw node.Commands.Fail("new epoch");
    }

    /// <summary>Keeps an entry in this process, unless its key was removed or the breaker changed since.</summary>
    public void Keep(string key, CacheEntry? entry, CallPlan plan, ReadPoint point)
    {
        lock (local.Fills.GetStripe(key).Lock)
        {
            // Whoever opens the breaker changes the generation before a removal takes this lock.
            if (point.Generation == node.Breaker.Generation && node.RemovedKeys.Allows(key, point.Known))
            {
                local.Store.Store(key, entry, plan);
            }
        }
    }

    /// <summary>Reads without computing, and without a word to others.</summary>
    public async Task<(bool Found, T Value)> TryReadAsync<T>(string key, CallPlan plan)
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        bool isDoubted = plan.May(CacheAccess.ReadLocal) && local.Store.IsDoubted(key);
        if ((FindSealed(key) ?? (isDoubted ? node.Heartbeat.BeatNowAsync() : null)) is { } before)
        {
            await before.ConfigureAwait(false);
            if (plan.May(CacheAccess.ReadLocal) && local.Store.TryRead(key, plan, out T kept))
            {
                return (true, kept);
            }
        }

        if (node.Breaker.IsOpen)
        {
            return (false, default!);
        }

        try
        {
            Lookup<T> look = await LookAsync<T>(Ask(key), key, plan.Rules, looksFree: true).ConfigureAwait(false);
            if (look.Live is not { } found)
            {
                local.Telemetry.Missed(key);
                return (false, default!);
            }

            local.Telemetry.HitInRedis(key);
            if (plan.May(CacheAccess.WriteLocal))
            {
                Keep(key, local.Forms.CreateEntry(found, plan.Rules.Share), plan.Limit(found), look.ReadPoint);
            }

            return (true, found.Value);
        }
        catch (RedisUnavailableException)
        {
            return (false, default!);
        }
    }

    // A server that was made the primary without what it lacked of the old one's last moments.
    private bool IsBehind(Sequence log, in PendingLookup question) =>
        log.Number < question.KnownLog && question.ReadPoint.Generation == node.Breaker.Generation;

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
