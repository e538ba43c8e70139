using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis.Sequences;

// Rule: an invalidation is in force in Redis and here before its call returns; where Redis could not be told, it is in
//   force here and waits in the journal. A set is the removal of its key with a value left behind.
internal sealed class RedisInvalidation(RedisNode node, LocalParts local)
{
    private const int AtOnce = 500;

    // Closing the breaker is done in a moment; a replica that was detached alone stays so until the breaker opens.
    private const int MaxTurns = 100;

    /// <summary>Invalidates patterns, tags or everything.</summary>
    public Task<InvalidationScope> AppendAsync(IReadOnlyList<InvalidationTarget> targets) =>
        InvalidateAsync(node.Log, targets, (part, deadline) => node.Patterns.AppendAsync(part, [], deadline));

    public Task<InvalidationScope> RemoveAsync(IReadOnlyList<string> keys) =>
        InvalidateAsync(
            node.Removed,
            [.. keys.Select(InvalidationTarget.ForKey)],
            (part, deadline) => node.Removals.RemoveAsync([.. part.Select(target => target.Text)], node.Keys, deadline)
        );

    /// <summary>Sets a value; one that may not or cannot be stored still takes away what was there.</summary>
    public async Task SetAsync<T>(string key, T value, CallPlan plan, string[] tags)
    {
        await node.WhenConnectedOnceAsync().ConfigureAwait(false);
        InvalidationTarget[] targets = [InvalidationTarget.ForKey(key)];
        bool isAway = await node.Breaker.TryKeepAsync(targets, node.Options.OperationTimeout).ConfigureAwait(false);
        Deadline deadline = node.Commands.NewDeadline();
        var point = new ReadPoint(node.Breaker.Generation, node.Removed.Known);
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
        int generation = node.Breaker.Generation;
        long known = node.Removed.Known;
        InvalidationTarget[] targets = [InvalidationTarget.ForKey(key)];
        SequenceStep? step = node.Breaker.TryKeep(targets)
            ? null
            : await SendAsync(
                    node.Removed,
                    targets,
                    deadline,
                    () =>
                        frame is null
                            ? node.Removals.RemoveAsync([key], node.Keys, deadline)
                            : node.Removals.SetAsync(key, frame, plan.RedisLifetime, node.Keys, deadline)
                )
                .ConfigureAwait(false);
        return step is null ? new ReadPoint(node.Breaker.Generation, node.Removed.Known)
            : node.Link.IsCluster && step.Previous != known ? ReadPoint.None
            : new ReadPoint(generation, step.Number);
    }

    private async Task<InvalidationScope> InvalidateAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Func<InvalidationTarget[], Deadline, Task<SequenceStep>> send
    )
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        var scope = InvalidationScope.Everywhere;
        foreach (InvalidationTarget[] part in targets.Chunk(AtOnce))
        {
            bool isAway = await node.Breaker.TryKeepAsync(part, node.Options.OperationTimeout).ConfigureAwait(false);
            Deadline deadline = node.Commands.NewDeadline();
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
            bool isOpen = node.Breaker.IsOpen;
            if (point.Generation == node.Breaker.Generation && (isOpen || node.RemovedKeys.Allows(key, point.Known)))
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
            Sequence log = await node.Slots.ReadLogAsync(deadline).ConfigureAwait(false);
            await node.SeeLogAsync(log, deadline).ConfigureAwait(false);
            return log;
        }
        catch (RedisUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Tells Redis and applies the step here; null when Redis failed, and the journal has it.</summary>
    private async Task<SequenceStep?> SendAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Deadline deadline,
        Func<Task<SequenceStep>> send
    )
    {
        try
        {
            int generation = node.Breaker.Generation;
            long known = replica.Known;
            SequenceStep step = await send().ConfigureAwait(false);
            if (step.Previous < known && generation == node.Breaker.Generation)
            {
                throw node.Commands.Fail("lagging server");
            }

            SequenceRelation relation;
            int turns = 0;

            // While nothing is repeated here the breaker is open, or about to be closed with the step loaded or missing.
            while ((relation = replica.Apply(step)) is SequenceRelation.Detached && !node.Breaker.TryApply(targets))
            {
                if (++turns > MaxTurns)
                {
                    throw node.Commands.Fail("new epoch");
                }

                await Task.Yield();
            }

            if (relation is SequenceRelation.Ahead or SequenceRelation.Foreign)
            {
                await node.CatchUpAsync(replica, step.End, deadline).ConfigureAwait(false);
            }

            return step;
        }
        catch (RedisUnavailableException)
        {
            node.Breaker.Open("unconfirmed invalidation", targets);
            return null;
        }
    }
}
