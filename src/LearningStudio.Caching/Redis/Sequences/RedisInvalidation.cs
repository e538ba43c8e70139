using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis.Sequences;

// Rule: an invalidation is in force in Redis and here before its call returns; where Redis could not be reached, it is in
//   force here and waits in the journal. A set is the removal of its key with a value left behind.
internal sealed class RedisInvalidation(RedisSession session, InvalidationSequences sequences, LocalParts local)
{
    private const int AtOnce = 500;

    // Closing the breaker is done in a moment; a replica that was detached alone stays so until the breaker opens.
    private const int MaxTurns = 100;

    /// <summary>Invalidates patterns, tags or everything.</summary>
    public Task<InvalidationScope> AppendAsync(IReadOnlyList<InvalidationTarget> targets) =>
        InvalidateAsync(sequences.Log, targets, (part, deadline) => sequences.Patterns.AppendAsync(part, [], deadline));

    public Task<InvalidationScope> RemoveAsync(IReadOnlyList<string> keys) =>
        InvalidateAsync(
            sequences.Removed,
            [.. keys.Select(InvalidationTarget.ForKey)],
            (part, deadline) =>
                sequences.Removals.RemoveAsync([.. part.Select(target => target.Text)], session.Keys, deadline)
        );

    /// <summary>Sets a value; one that may not or cannot be stored still takes away what was there.</summary>
    public async Task SetAsync<T>(string key, T value, CallPlan plan, string[] tags)
    {
        await session.Startup.Tried.ConfigureAwait(false);
        InvalidationTarget[] targets = [InvalidationTarget.ForKey(key)];
        bool isAway = await session
            .Breaker.TryJournalAsync(targets, session.Options.OperationTimeout)
            .ConfigureAwait(false);
        Deadline deadline = session.Commands.NewDeadline();
        var point = new ReadPoint(session.Breaker.Generation, sequences.Removed.Known);
        long stamp = local.Store.Log.Number;
        Prepared<T>? prepared = null;
        if (!isAway)
        {
            if (plan.May(CacheAccess.WriteRedis) && await ReadLogAsync(deadline).ConfigureAwait(false) is { } log)
            {
                stamp = local.Store.Log.TryPosition(log, out long position) ? position : stamp;
                prepared = local.Forms.Prepare(value, plan, stamp, tags, log);
            }

            point = await SetAsync(key, prepared?.Frame, prepared?.Plan ?? plan, deadline).ConfigureAwait(false);
        }

        if (plan.May(CacheAccess.WriteLocal))
        {
            Prepared<T> kept = prepared ?? local.Forms.Prepare(value, plan, stamp, tags);
            Keep(key, kept.Entry, kept.Plan, point);
        }
    }

    /// <summary>Sets or removes what stands in Redis; says as of when a value may be kept here.</summary>
    /// <returns>
    /// The step's own number. In a cluster, where the value and the number are on two servers, another call may have come
    /// between them: then a place that no value can be kept at, unless the step proves that nothing has.
    /// </returns>
    private async Task<ReadPoint> SetAsync(string key, byte[]? frame, CallPlan plan, Deadline deadline)
    {
        int generation = session.Breaker.Generation;
        long known = sequences.Removed.Known;
        InvalidationTarget[] targets = [InvalidationTarget.ForKey(key)];
        SequenceStep? step = session.Breaker.TryJournal(targets)
            ? null
            : await SendAsync(
                    sequences.Removed,
                    targets,
                    deadline,
                    () =>
                        frame is null
                            ? sequences.Removals.RemoveAsync([key], session.Keys, deadline)
                            : sequences.Removals.SetAsync(key, frame, plan.RedisLifetime, session.Keys, deadline)
                )
                .ConfigureAwait(false);
        return step is null ? new ReadPoint(session.Breaker.Generation, sequences.Removed.Known)
            : session.Link.IsCluster && step.Previous != known ? ReadPoint.None
            : new ReadPoint(generation, step.Number);
    }

    private async Task<InvalidationScope> InvalidateAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Func<InvalidationTarget[], Deadline, Task<SequenceStep>> send
    )
    {
        await session.Startup.TriedInTime.ConfigureAwait(false);
        var scope = InvalidationScope.Everywhere;
        foreach (InvalidationTarget[] part in targets.Chunk(AtOnce))
        {
            bool isAway = await session
                .Breaker.TryJournalAsync(part, session.Options.OperationTimeout)
                .ConfigureAwait(false);
            Deadline deadline = session.Commands.NewDeadline();
            if (
                isAway
                || await SendAsync(replica, part, deadline, () => send(part, deadline)).ConfigureAwait(false) is null
            )
            {
                scope = InvalidationScope.ThisProcess;
            }
        }

        return scope;
    }

    // In an outage the ring says nothing: what was removed here since took the entry away, or changed the breaker.
    private void Keep<T>(string key, CacheEntry<T>? entry, CallPlan plan, ReadPoint point)
    {
        lock (local.Fills.GetStripe(key).Lock)
        {
            bool isOpen = session.Breaker.IsOpen;
            if (
                point.Generation == session.Breaker.Generation
                && (isOpen || sequences.RemovedKeys.Allows(key, point.Known))
            )
            {
                local.Store.Store(key, entry, plan);
            }
        }
    }

    // Null where Redis fails: then the set is a removal, which the journal keeps.
    private async Task<Sequence?> ReadLogAsync(Deadline deadline)
    {
        try
        {
            Sequence log = await session.Slots.ReadLogAsync(deadline).ConfigureAwait(false);
            await sequences.SeeLogAsync(log, deadline).ConfigureAwait(false);
            return log;
        }
        catch (RedisUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Sends an invalidation and applies its step here; null when Redis failed, and the journal has it.</summary>
    private async Task<SequenceStep?> SendAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Deadline deadline,
        Func<Task<SequenceStep>> send
    )
    {
        try
        {
            int generation = session.Breaker.Generation;
            long known = replica.Known;
            SequenceStep step = await send().ConfigureAwait(false);
            if (step.Previous < known && generation == session.Breaker.Generation)
            {
                throw session.Commands.Fail("lagging server");
            }

            SequenceRelation relation;
            int turns = 0;

            // While nothing is repeated here the breaker is open, or about to be closed with the step loaded or missing.
            while ((relation = replica.Apply(step)) is SequenceRelation.Detached && !session.Breaker.TryApply(targets))
            {
                if (++turns > MaxTurns)
                {
                    throw session.Commands.Fail("new epoch");
                }

                await Task.Yield();
            }

            if (relation is SequenceRelation.Ahead or SequenceRelation.Foreign)
            {
                await sequences.CatchUpAsync(replica, step.End, deadline).ConfigureAwait(false);
            }

            return step;
        }
        catch (RedisUnavailableException)
        {
            session.Breaker.Open("unconfirmed invalidation", targets);
            return null;
        }
    }
}
