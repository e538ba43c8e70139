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

    // Closing the gate is done in a moment; a replica that was detached alone stays so until the gate opens.
    private const int MaxTurns = 100;

    /// <summary>Invalidates patterns, tags or everything.</summary>
    public Task<InvalidationReach> AppendAsync(IReadOnlyList<InvalidationTarget> targets) =>
        InvalidateAsync(node.Log, targets, (part, deadline) => node.Patterns.AppendAsync(part, [], deadline));

    public Task<InvalidationReach> RemoveAsync(IReadOnlyList<string> keys) =>
        InvalidateAsync(
            node.Removed,
            [.. keys.Select(InvalidationTarget.OfKey)],
            (part, deadline) => node.Removals.RemoveAsync([.. part.Select(target => target.Text)], node.Keys, deadline)
        );

    /// <summary>Sets a value; one that may not or cannot be stored still takes away what was there.</summary>
    public async Task SetAsync<T>(string key, T value, CallPlan plan, string[] tags)
    {
        await node.WhenConnectedOnceAsync().ConfigureAwait(false);
        InvalidationTarget[] targets = [InvalidationTarget.OfKey(key)];
        bool isAway = await node.Gate.TryKeepAsync(targets, node.Options.OperationTimeout).ConfigureAwait(false);
        Deadline deadline = node.Commands.NewDeadline();
        var place = new Place(node.Gate.Generation, node.Removed.Known);
        long stamp = local.Store.Log.Number;
        Prepared<T>? prepared = null;
        if (!isAway)
        {
            if (plan.May(CacheAccess.WriteRedis) && await ReadLogAsync(deadline).ConfigureAwait(false) is { } log)
            {
                stamp = local.Store.Log.TryPosition(log, out long position) ? position : stamp;
                prepared = local.Forms.Prepare(value, plan, stamp, tags, log);
            }

            place = await SetAsync(key, prepared?.Frame, prepared?.Plan ?? plan, deadline).ConfigureAwait(false);
        }

        if (plan.May(CacheAccess.WriteLocal))
        {
            Prepared<T> kept = prepared ?? local.Forms.Prepare(value, plan, stamp, tags);
            Keep(key, kept.Entry, kept.Plan, place);
        }
    }

    /// <summary>Sets or removes what stands in Redis; says as of when a value may be kept here.</summary>
    /// <returns>
    /// The step's own number. In a cluster, where the value and the number are on two servers, another call may have come
    /// between them: then a place that no value can be kept at, unless the step proves that nothing has.
    /// </returns>
    private async Task<Place> SetAsync(string key, byte[]? frame, CallPlan plan, Deadline deadline)
    {
        int generation = node.Gate.Generation;
        long known = node.Removed.Known;
        InvalidationTarget[] targets = [InvalidationTarget.OfKey(key)];
        SequenceStep? step = node.Gate.TryKeep(targets)
            ? null
            : await TellAsync(
                    node.Removed,
                    targets,
                    deadline,
                    () =>
                        frame is null
                            ? node.Removals.RemoveAsync([key], node.Keys, deadline)
                            : node.Removals.SetAsync(key, frame, plan.RedisLifetime, node.Keys, deadline)
                )
                .ConfigureAwait(false);
        return step is null ? new Place(node.Gate.Generation, node.Removed.Known)
            : node.Link.IsCluster && step.Previous != known ? Place.Nowhere
            : new Place(generation, step.Number);
    }

    private async Task<InvalidationReach> InvalidateAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Func<InvalidationTarget[], Deadline, Task<SequenceStep>> tell
    )
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        var reach = InvalidationReach.Everywhere;
        foreach (InvalidationTarget[] part in targets.Chunk(AtOnce))
        {
            bool isAway = await node.Gate.TryKeepAsync(part, node.Options.OperationTimeout).ConfigureAwait(false);
            Deadline deadline = node.Commands.NewDeadline();
            if (
                isAway
                || await TellAsync(replica, part, deadline, () => tell(part, deadline)).ConfigureAwait(false) is null
            )
            {
                reach = InvalidationReach.ThisProcess;
            }
        }

        return reach;
    }

    // In an outage the ring says nothing: what was removed here since took the entry away, or changed the gate.
    private void Keep<T>(string key, CacheEntry<T>? entry, CallPlan plan, Place place)
    {
        lock (local.Fills.Of(key).Lock)
        {
            bool isOpen = node.Gate.IsOpen;
            if (place.Generation == node.Gate.Generation && (isOpen || node.RemovedKeys.Allows(key, place.Known)))
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
    private async Task<SequenceStep?> TellAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Deadline deadline,
        Func<Task<SequenceStep>> tell
    )
    {
        try
        {
            int generation = node.Gate.Generation;
            long known = replica.Known;
            SequenceStep step = await tell().ConfigureAwait(false);
            if (step.Previous < known && generation == node.Gate.Generation)
            {
                throw node.Commands.Fail("lagging server");
            }

            SequenceRelation relation;
            int turns = 0;

            // While nothing is repeated here the gate is open, or about to be closed with the step loaded or missing.
            while ((relation = replica.Apply(step)) is SequenceRelation.Detached && !node.Gate.TryApply(targets))
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
            node.Gate.Open("unconfirmed invalidation", targets);
            return null;
        }
    }
}
