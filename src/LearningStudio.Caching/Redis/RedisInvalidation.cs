using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis;

// Rule: an invalidation is in force in Redis and here before its call returns; where Redis could not be told, it is in
//   force here and waits in the journal. A set is the removal of its key with a value left behind.
internal sealed class RedisInvalidation(RedisNode node, LocalParts local)
{
    private const int KeysAtOnce = 500;

    /// <summary>Invalidates patterns, tags or everything.</summary>
    public async Task<InvalidationReach> AppendAsync(IReadOnlyList<InvalidationTarget> targets)
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        if (node.Gate.TryKeep(targets))
        {
            return InvalidationReach.ThisProcess;
        }

        return
            await TellAsync(node.Log, targets, deadline => node.Patterns.AppendAsync(targets, [], deadline))
                .ConfigureAwait(false)
                is null
            ? InvalidationReach.ThisProcess
            : InvalidationReach.Everywhere;
    }

    public async Task<InvalidationReach> RemoveAsync(IReadOnlyList<string> keys)
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        var reach = InvalidationReach.Everywhere;
        foreach (string[] part in keys.Chunk(KeysAtOnce))
        {
            InvalidationTarget[] targets = [.. part.Select(InvalidationTarget.OfKey)];
            if (
                node.Gate.TryKeep(targets)
                || await TellAsync(
                        node.Removed,
                        targets,
                        deadline => node.Removals.RemoveAsync(part, node.Keys, deadline)
                    )
                    .ConfigureAwait(false)
                    is null
            )
            {
                reach = InvalidationReach.ThisProcess;
            }
        }

        return reach;
    }

    /// <summary>Sets a value; one that may not or cannot be stored still takes away what was there.</summary>
    public async Task SetAsync<T>(string key, T value, CallPlan plan, string[] tags)
    {
        await node.WhenStartedAsync().ConfigureAwait(false);
        InvalidationTarget[] targets = [InvalidationTarget.OfKey(key)];
        long known = node.Removed.Known;
        long stamp = local.Store.Log.Number;
        if (!node.Gate.TryKeep(targets))
        {
            byte[]? frame = null;
            if (plan.May(CacheAccess.WriteRedis) && await ReadLogAsync().ConfigureAwait(false) is { } log)
            {
                stamp = local.Store.Log.TryPosition(log, out long position) ? position : stamp;
                frame = local.Store.Prepare(value, plan, stamp, tags, log).Frame;
            }

            if (
                await TellAsync(
                        node.Removed,
                        targets,
                        deadline =>
                            frame is null
                                ? node.Removals.RemoveAsync([key], node.Keys, deadline)
                                : node.Removals.SetAsync(key, frame, plan.Lifetime, node.Keys, deadline)
                    )
                    .ConfigureAwait(false) is
                { } number
            )
            {
                known = number;
            }
        }

        if (plan.May(CacheAccess.WriteLocal))
        {
            Keep(key, local.Store.Prepare(value, plan, stamp, tags).Entry, plan, known);
        }
    }

    private void Keep<T>(string key, CacheEntry<T>? entry, CallPlan plan, long known)
    {
        lock (local.Fills.Of(key).Lock)
        {
            if (node.Gate.IsOpen || node.RemovedKeys.Allows(key, known))
            {
                local.Store.Store(key, entry, plan);
            }
        }
    }

    // Null where Redis fails: then the set is a removal, which the journal keeps.
    private async Task<Sequence?> ReadLogAsync()
    {
        try
        {
            Deadline deadline = node.Commands.NewDeadline();
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
    private async Task<long?> TellAsync(
        SequenceReplica replica,
        IReadOnlyList<InvalidationTarget> targets,
        Func<Deadline, Task<SequenceStep>> tell
    )
    {
        try
        {
            SequenceStep step = await tell(node.Commands.NewDeadline()).ConfigureAwait(false);

            // While nothing is repeated here the gate is open, or about to be closed with the step loaded or missing.
            while (replica.Compare(step.End) is SequenceRelation.Detached && !node.Gate.TryApply(targets))
            {
                await Task.Yield();
            }

            await node.TakeAsync(replica, step).ConfigureAwait(false);
            return step.Number;
        }
        catch (RedisUnavailableException)
        {
            node.Gate.Open("unconfirmed invalidation", targets);
            return null;
        }
    }
}
