using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Connection;

namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>Both sequences of invalidations: as Redis keeps them, and what of them is known in this process.</summary>
internal sealed class InvalidationSequences
{
    private readonly RedisSession _session;

    public InvalidationSequences(RedisSession session, LocalParts local, CacheLimits limits)
    {
        _session = session;
        RemovedKeys = new RemovedKeys(local.Store, local.Fills);
        Patterns = NewSequence(
            session.Keys.Patterns,
            SequenceSettings.Patterns,
            limits.InvalidationRecords,
            limits.MaxExpiration
        );
        Removals = NewSequence(
            session.Keys.Removals,
            SequenceSettings.Removals,
            RemovedKeys.Capacity,
            retention: TimeSpan.Zero
        );
        local.Store.Log.GetSlot = key => HashSlot.Compute(session.Keys.Value(key));
        Log = new SequenceReplica(local.Store.Log, Patterns.ReadAsync);
        Removed = new SequenceReplica(RemovedKeys, Removals.ReadAsync);
        session.Breaker.OnOpening = Detach;
    }

    public RedisSequence Patterns { get; }

    public RedisSequence Removals { get; }

    /// <summary>What is known here of the invalidations of patterns, tags and everything.</summary>
    public SequenceReplica Log { get; }

    /// <summary>What is known here of the removals of single keys.</summary>
    public SequenceReplica Removed { get; }

    public RemovedKeys RemovedKeys { get; }

    /// <summary>Makes sure that everything up to a place of the log is known here.</summary>
    /// <exception cref="RedisUnavailableException">The log began anew, or what is missing cannot be had.</exception>
    public ValueTask SeeLogAsync(Sequence seen, Deadline deadline) =>
        Log.Compare(seen) is SequenceRelation.Known ? ValueTask.CompletedTask : CatchUpAsync(Log, seen, deadline);

    public async ValueTask CatchUpAsync(SequenceReplica replica, Sequence seen, Deadline deadline)
    {
        // Several commands may be needed, of others too: the deadline is for all of them.
        Task<SequenceRelation> catchingUp = replica.CatchUpAsync(seen).AsTask().WaitAsync(deadline.Left, _session.Time);
        await catchingUp.WaitSilentlyAsync();
        if (_session.Commands.Result(catchingUp) is not SequenceRelation.Known)
        {
            throw _session.Commands.Fail("new epoch");
        }
    }

    private RedisSequence NewSequence(SequenceKeys keys, char kind, int capacity, TimeSpan retention) =>
        new(_session.Commands, keys, new SequenceSettings($"{kind}", _session.Keys.Channel, capacity, retention));

    private void Detach()
    {
        Log.Detach();
        Removed.Detach();
    }
}
