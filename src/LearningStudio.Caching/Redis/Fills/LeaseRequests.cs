using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

// Rule: one process at a time may compute a key: the one whose lease stands under it. The others ask again after 5 ms,
//   then less often, to 50 ms; past FillWaitTimeout they compute for themselves and store nothing in Redis. A lease is waited
//   for once: whoever meets it again in this process computes at once.
internal sealed class LeaseRequests(
    RedisNode node,
    RedisReader reader,
    LeaseKeeper leases,
    LocalParts local,
    TimeProvider time
)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPoll = TimeSpan.FromMilliseconds(50);
    private const int MaxOutwaited = 1_000;
    private readonly MissForecast _forecast = new();
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _outwaited = new(StringComparer.Ordinal);

    /// <summary>How long a fill may take beside its factory: the wait for a lease, and each look and commit.</summary>
    public TimeSpan MaxOverhead => node.Options.FillWaitTimeout + (3 * node.Options.OperationTimeout);

    /// <summary>Begins a look. Where nothing is likely to be found a lease is sent along: that saves a second wait.</summary>
    public PendingLookup Ask(string key, CallPlan plan)
    {
        PendingLookup question = reader.Ask(key);
        if (!_forecast.IsMissLikely || !plan.May(CacheAccess.ReadRedis) || !plan.May(CacheAccess.WriteRedis))
        {
            return question;
        }

        // Held before it is sent: one that is placed without an answer has to be given back.
        Lease bid = leases.Hold(key, SlotHead.NewLease(), plan.Rules.FactoryTimeout);
        return question with
        {
            SpeculativeLease = bid,
            LeaseRequest = node.Slots.PlaceAsync(key, bid.Head, question.Deadline),
        };
    }

    /// <summary>Ends a look that found a value.</summary>
    public void EndFound(in PendingLookup question)
    {
        _forecast.Record(missed: false);
        Withdraw(question);
    }

    /// <summary>Looks until there is a value, which needs no claim, or this fill may compute it.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="question">The first look.</param>
    /// <param name="first">What it found; null where that is yet to be known.</param>
    /// <exception cref="RedisUnavailableException">Redis failed; the breaker is open.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(Lookup<T> Lookup, FillPermit? FillPermit)> ClaimAsync<T>(
        Fill<T> fill,
        PendingLookup question,
        Lookup<T>? first
    )
    {
        (string key, CallPlan plan) = (fill.Request.Key, fill.Request.Plan);
        long began = time.GetTimestamp();
        TimeSpan poll = FirstPoll;
        bool looksFree = true;
        for (; ; question = reader.Ask(key), first = null)
        {
            Lookup<T> look =
                first ?? await reader.LookAsync<T>(question, key, plan.Rules, looksFree).ConfigureAwait(false);
            Restamp(fill, look.Position);
            if (look.Live is not null && plan.May(CacheAccess.ReadRedis))
            {
                EndFound(question);
                return (look, null);
            }

            if (NeedsNoLease(look, plan) is { } claim)
            {
                return (look, await ProlongAsync(fill, claim, question.Deadline).ConfigureAwait(false));
            }

            looksFree = IsTaken(look, plan, question.SpeculativeLease);
            if (!looksFree && await TryPlaceAsync(fill, look.Seen, question).ConfigureAwait(false) is { } lease)
            {
                _outwaited.TryRemove(key, out _);
                _forecast.Record(missed: look.Seen.Kind is SlotKind.Absent);
                return (look, Claimed(look) with { Head = lease.Head, Lease = lease });
            }

            Withdraw(question);
            if (looksFree && IsOutwaited(key, look.Seen, time.GetElapsedTime(began)))
            {
                return (look, Claimed(look));
            }

            poll = looksFree ? await PauseAsync(poll, fill).ConfigureAwait(false) : poll;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Lease?> TryPlaceAsync<T>(Fill<T> fill, SeenSlot seen, PendingLookup question)
    {
        string key = fill.Request.Key;
        if (question is { SpeculativeLease: { } bid, LeaseRequest: { } placing })
        {
            await placing.WaitSilentlyAsync();
            if (node.Commands.Result(placing))
            {
                return bid;
            }

            // What stands there is dead, and can be replaced, or has come meanwhile.
            leases.Forget(bid);
            if (seen.Kind is SlotKind.Absent)
            {
                return null;
            }
        }

        Lease lease = leases.Hold(key, SlotHead.NewLease(), fill.Request.Plan.Rules.FactoryTimeout);
        try
        {
            if (await node.Slots.AcquireAsync(key, seen, lease.Head, question.Deadline).ConfigureAwait(false))
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

    /// <summary>Gives back a lease that was sent along with a look, and is not needed.</summary>
    public void Withdraw(in PendingLookup question)
    {
        if (question is { SpeculativeLease: { } bid, LeaseRequest: { } placing })
        {
            if (placing.IsCompletedSuccessfully && !placing.Result)
            {
                leases.Forget(bid);
                return;
            }

            leases.Release(bid);
            if (placing.IsFaulted)
            {
                node.Commands.Fail(placing.Exception.InnerException!);
            }
        }
    }

    // What is computed ahead of its expiry replaces what it saw: that has to be there still when the factory returns.
    private async ValueTask<FillPermit> ProlongAsync<T>(Fill<T> fill, FillPermit claim, Deadline deadline)
    {
        if (fill.Request.IsBackground && !claim.Head.IsEmpty)
        {
            TimeSpan limit = fill.Request.Plan.Rules.FactoryTimeout;
            TimeSpan life = limit < TimeSpan.Zero ? LeaseKeeper.MaxRenewal : limit;
            await node.Slots.ProlongAsync(fill.Request.Key, claim.Head, life, deadline).ConfigureAwait(false);
        }

        return claim;
    }

    private bool IsOutwaited(string key, in SeenSlot seen, TimeSpan waited)
    {
        if (_outwaited.TryGetValue(key, out ReadOnlyMemory<byte> lease) && lease.Span.SequenceEqual(seen.Head.Span))
        {
            return true;
        }

        if (waited < node.Options.FillWaitTimeout)
        {
            return false;
        }

        if (_outwaited.Count >= MaxOutwaited)
        {
            _outwaited.Clear();
        }

        _outwaited[key] = seen.Head.ToArray();
        return true;
    }

    private void Restamp(Fill fill, long position)
    {
        lock (local.Fills.GetStripe(fill.Key.Key).Lock)
        {
            fill.Stamp = position;
        }
    }

    /// <summary>A call that stores nothing in Redis, or replaces a live value; null where a lease is needed.</summary>
    private static FillPermit? NeedsNoLease<T>(in Lookup<T> look, CallPlan plan) =>
        !plan.May(CacheAccess.WriteRedis) ? Claimed(look)
        // A forced refresh leaves a live value readable: it replaces just what it saw.
        : look.Live is not null ? Claimed(look) with { Head = look.Seen.Head }
        : null;

    private static FillPermit Claimed<T>(in Lookup<T> look) => new(look.ReadPoint, look.Log, IsSound: true);

    // A forced refresh does not wait: it takes the lease over, and the older computation is refused.
    private static bool IsTaken<T>(in Lookup<T> look, CallPlan plan, Lease? bid) =>
        look.Seen.Kind is SlotKind.Lease
        && plan.May(CacheAccess.ReadRedis)
        && bid?.Head.Span.SequenceEqual(look.Seen.Head.Span) != true;

    /// <returns>The next pause.</returns>
    private async Task<TimeSpan> PauseAsync(TimeSpan poll, Fill fill)
    {
        await Task.Delay(Jitter(poll), time, fill.Cancelled).ConfigureAwait(false);
        return poll + poll < MaxPoll ? poll + poll : MaxPoll;
    }

    // From half the span to all of it: processes that wait for one lease do not ask in step.
    private TimeSpan Jitter(TimeSpan span) => span * (0.5 + (time.GetTimestamp() % 97 / 194.0));
}
