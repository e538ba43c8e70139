using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

// Rule: one process at a time may compute a key: the one whose lease stands under it. The others ask again after 5 ms,
//   then less often, to 50 ms; past FillWaitTimeout they compute for themselves and store nothing in Redis. A lease is
//   waited for once: whoever meets it again in this process computes at once.
internal sealed class LeaseRequests(RedisSession session, RedisReader reader, LeaseKeeper leases, LocalParts local)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPoll = TimeSpan.FromMilliseconds(50);
    private const int MaxOutwaited = 1_000;
    private readonly MissForecast _forecast = new();
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _outwaited = new(StringComparer.Ordinal);

    /// <summary>How long a fill may take beside its factory: the wait for a lease, and each lookup and commit.</summary>
    public TimeSpan MaxOverhead => session.Options.FillWaitTimeout + (3 * session.Options.OperationTimeout);

    /// <summary>Sends a lookup. Where nothing is likely to be found a lease is sent along: that saves a second wait.</summary>
    public PendingLookup Begin(string key, CallPlan plan)
    {
        PendingLookup pending = reader.Begin(key);
        if (!_forecast.IsMissLikely || !plan.May(CacheAccess.ReadRedis) || !plan.May(CacheAccess.WriteRedis))
        {
            return pending;
        }

        // Held before it is sent: one that is placed without an answer has to be given back.
        Lease lease = leases.Hold(key, SlotHead.NewLease(), plan.Rules.FactoryTimeout);
        return pending with
        {
            SpeculativeLease = lease,
            LeaseRequest = session.Slots.PlaceAsync(key, lease.Head, pending.Deadline),
        };
    }

    /// <summary>Ends a lookup that found a value.</summary>
    public void EndFound(in PendingLookup pending)
    {
        _forecast.Record(missed: false);
        Withdraw(pending);
    }

    /// <summary>Looks until there is a value, or this fill may compute one.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="pending">The first lookup.</param>
    /// <param name="first">What it found; null where that is yet to be known.</param>
    /// <exception cref="RedisUnavailableException">Redis failed; the breaker is open.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FillAttempt<T>> RequestAsync<T>(Fill<T> fill, PendingLookup pending, Lookup<T>? first)
    {
        (string key, CallPlan plan) = (fill.Request.Key, fill.Request.Plan);
        long began = session.Time.GetTimestamp();
        TimeSpan poll = FirstPoll;
        var placement = LeasePlacement.IfAbsent;
        for (; ; pending = reader.Begin(key), first = null)
        {
            Lookup<T> lookup = first ?? await reader.CompleteAsync<T>(pending, key, plan.Rules).ConfigureAwait(false);
            Restamp(fill, lookup.Position);
            if (FindState(lookup, plan) is { } state)
            {
                return await GoOnAsync(fill, new FillAttempt<T>(state, lookup), pending).ConfigureAwait(false);
            }

            if (IsTaken(lookup, plan, pending.SpeculativeLease))
            {
                Withdraw(pending);
                if (IsOutwaited(key, lookup.Seen, session.Time.GetElapsedTime(began)))
                {
                    return new FillAttempt<T>(FillState.LocalOnly, lookup);
                }

                (poll, placement) = (await PauseAsync(poll, fill).ConfigureAwait(false), LeasePlacement.IfAbsent);
            }
            else if (await TryAcquireAsync(fill, lookup.Seen, placement, pending).ConfigureAwait(false) is { } lease)
            {
                _outwaited.TryRemove(key, out _);
                _forecast.Record(missed: lookup.Seen.Kind is SlotKind.Absent);
                return new FillAttempt<T>(FillState.Leased, lookup) { Lease = lease };
            }
            else
            {
                placement = LeasePlacement.IfUnchanged;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Lease?> TryAcquireAsync<T>(
        Fill<T> fill,
        SeenSlot seen,
        LeasePlacement placement,
        PendingLookup pending
    )
    {
        string key = fill.Request.Key;
        if (pending is { SpeculativeLease: { } speculative, LeaseRequest: { } request })
        {
            await request.WaitSilentlyAsync();
            if (session.Commands.Result(request))
            {
                return speculative;
            }

            // What stands there is dead, and can be replaced, or has come meanwhile.
            leases.Forget(speculative);
            if (seen.Kind is SlotKind.Absent)
            {
                return null;
            }
        }

        Lease lease = leases.Hold(key, SlotHead.NewLease(), fill.Request.Plan.Rules.FactoryTimeout);
        try
        {
            if (await PlaceAsync(lease, seen, placement, pending.Deadline).ConfigureAwait(false))
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> PlaceAsync(Lease lease, SeenSlot seen, LeasePlacement placement, Deadline deadline)
    {
        if (seen.Kind is not SlotKind.Absent || placement is LeasePlacement.IfUnchanged)
        {
            return await session.Slots.ReplaceAsync(lease.Key, seen.Head, lease.Head, deadline).ConfigureAwait(false);
        }

        Task<bool> request = session.Slots.PlaceAsync(lease.Key, lease.Head, deadline);
        await request.WaitSilentlyAsync();
        return session.Commands.Result(request);
    }

    /// <summary>Gives back a lease that was sent along with a lookup, and is not needed.</summary>
    public void Withdraw(in PendingLookup pending)
    {
        if (pending is { SpeculativeLease: { } lease, LeaseRequest: { } request })
        {
            if (request.IsCompletedSuccessfully && !request.Result)
            {
                leases.Forget(lease);
                return;
            }

            leases.Release(lease);
            if (request.IsFaulted)
            {
                session.Commands.Fail(request.Exception.InnerException!);
            }
        }
    }

    private async ValueTask<FillAttempt<T>> GoOnAsync<T>(Fill<T> fill, FillAttempt<T> attempt, PendingLookup pending)
    {
        if (attempt.State is FillState.Found)
        {
            EndFound(pending);
        }
        else if (attempt.State is FillState.Replacing && fill.Request.IsBackground)
        {
            // What is computed ahead of its expiry replaces what it saw: that has to be there still when the factory returns.
            TimeSpan limit = fill.Request.Plan.Rules.FactoryTimeout;
            TimeSpan life = limit < TimeSpan.Zero ? LeaseKeeper.MaxRenewal : limit;
            await session
                .Slots.ProlongAsync(fill.Request.Key, attempt.Head, life, pending.Deadline)
                .ConfigureAwait(false);
        }

        return attempt;
    }

    private bool IsOutwaited(string key, in SeenSlot seen, TimeSpan waited)
    {
        if (_outwaited.TryGetValue(key, out ReadOnlyMemory<byte> lease) && lease.Span.SequenceEqual(seen.Head.Span))
        {
            return true;
        }

        if (waited < session.Options.FillWaitTimeout)
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

    /// <summary>The state of a fill that has a value, or needs no lease to compute one; null where it needs one.</summary>
    private static FillState? FindState<T>(in Lookup<T> lookup, CallPlan plan) =>
        lookup.Live is not null && plan.May(CacheAccess.ReadRedis) ? FillState.Found
        : !plan.May(CacheAccess.WriteRedis) ? FillState.LocalOnly
        // A forced refresh leaves a live value readable: it replaces just what it saw.
        : lookup.Live is not null ? FillState.Replacing
        : null;

    // A forced refresh does not wait: it takes the lease over, and the older computation is refused.
    private static bool IsTaken<T>(in Lookup<T> lookup, CallPlan plan, Lease? speculative) =>
        lookup.Seen.Kind is SlotKind.Lease
        && plan.May(CacheAccess.ReadRedis)
        && speculative?.Head.Span.SequenceEqual(lookup.Seen.Head.Span) != true;

    /// <returns>The next pause.</returns>
    private async Task<TimeSpan> PauseAsync(TimeSpan poll, Fill fill)
    {
        await Task.Delay(Jitter(poll), session.Time, fill.Cancelled).ConfigureAwait(false);
        return poll + poll < MaxPoll ? poll + poll : MaxPoll;
    }

    // From half the span to all of it: processes that wait for one lease do not ask in step.
    private TimeSpan Jitter(TimeSpan span) => span * (0.5 + (session.Time.GetTimestamp() % 97 / 194.0));
}
