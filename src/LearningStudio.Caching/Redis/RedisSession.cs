using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Redis.Outages;
using LearningStudio.Caching.Redis.Sequences;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Redis;

/// <summary>This process's part in the protocol: its connection, its copy of the log, its breaker.</summary>
internal sealed class RedisNode : IAsyncDisposable
{
    private readonly TimeSpan _operationTimeout;
    private readonly TimeProvider _time;

    public RedisNode(VersionedCacheOptions options, LocalParts local, TimeProvider time, ILogger<VersionedCache> logger)
    {
        RedisOptions redis = options.Redis;
        _operationTimeout = redis.OperationTimeout;
        _time = time;
        Freshness = local.Freshness;
        Clock = local.Forms.Clock;
        Options = redis;
        Keys = new RedisKeys(options.KeyPrefix, options.Version);
        Link = new RedisLink(
            redis,
            Keys.ClientChannel,
            time,
            reason => Breaker!.Open(reason),
            () => _ = Heartbeat!.BeatNowAsync()
        );
        Breaker = new CircuitBreaker(Detach, local, redis.JournalCapacity, time, logger);
        Commands = new RedisCommands(Link, Breaker.Open, redis.OperationTimeout, time);
        Slots = new ValueSlots(Commands, Keys);
        Housekeeping = new RedisCommands(Link, local.Telemetry.Faulted, redis.OperationTimeout, time);
        HousekeepingSlots = new ValueSlots(Housekeeping, Keys);
        RemovedKeys = new RemovedKeys(local.Store, local.Fills);
        local.Store.Log.GetSlot = key => HashSlot.Compute(Keys.Value(key));
        Patterns = NewSequence(Keys.Patterns, SequenceSettings.Patterns, options.Limits);
        Removals = NewSequence(Keys.Removals, SequenceSettings.Removals, options.Limits);
        Log = new SequenceReplica(local.Store.Log, Patterns.ReadAsync);
        Removed = new SequenceReplica(RemovedKeys, Removals.ReadAsync);
        Listener = new SequenceListener(this, logger);
        Recovery = new Recovery(this, time, logger);
        Heartbeat = new Heartbeat(this, time);
    }

    public RedisOptions Options { get; }

    public RedisKeys Keys { get; }

    public RedisLink Link { get; }

    public CircuitBreaker Breaker { get; }

    /// <summary>For reads, fills and invalidations: a failure opens the breaker.</summary>
    public RedisCommands Commands { get; }

    public ValueSlots Slots { get; }

    /// <summary>For figures, sweeps and leases: a failure is counted, and says nothing of the reads.</summary>
    public RedisCommands Housekeeping { get; }

    public ValueSlots HousekeepingSlots { get; }

    public RedisSequence Patterns { get; }

    public RedisSequence Removals { get; }

    /// <summary>What is known here of the invalidations of patterns, tags and everything.</summary>
    public SequenceReplica Log { get; }

    /// <summary>What is known here of the removals of single keys.</summary>
    public SequenceReplica Removed { get; }

    public RemovedKeys RemovedKeys { get; }

    public Recovery Recovery { get; }

    public Heartbeat Heartbeat { get; }

    public SequenceListener Listener { get; }

    /// <summary>The run ids of the servers that held the data when the breaker was last closed.</summary>
    public string RunIds { get; set; } = "";

    public LocalFreshness Freshness { get; }

    public EntryClock Clock { get; }

    /// <summary>Begins to connect, and to look after the connection.</summary>
    public void Start()
    {
        ProcessStalls.Start();
        Recovery.Start();
        Heartbeat.Start();
    }

    /// <summary>Until when local entries may be served, after Redis was asked at a moment.</summary>
    public long FreshUntil(long asked) => asked + (Options.HeartbeatInterval + _operationTimeout).Ticks;

    /// <summary>Whether Redis was tried for the first time, with or without success, or has not answered in time.</summary>
    public bool HasStarted => Recovery.FirstMoment.IsCompleted;

    /// <summary>Waits for the first attempt to reach Redis, as long as for any operation.</summary>
    public Task WhenStartedAsync() => Recovery.FirstMoment;

    /// <summary>
    /// Waits for the first attempt to reach Redis: what is set before would be lost, since nobody can tell whether another
    /// process has invalidated it meanwhile.
    /// </summary>
    public Task WhenConnectedOnceAsync() => Recovery.FirstAttempt;

    /// <summary>Makes sure that everything up to a place of the log is known here.</summary>
    /// <exception cref="RedisUnavailableException">The log began anew, or what is missing cannot be had.</exception>
    public ValueTask SeeLogAsync(Sequence seen, Deadline deadline) =>
        Log.Compare(seen) is SequenceRelation.Known ? ValueTask.CompletedTask : CatchUpAsync(Log, seen, deadline);

    public async ValueTask CatchUpAsync(SequenceReplica replica, Sequence seen, Deadline deadline)
    {
        // Several commands may be needed, of others too: the deadline is for all of them.
        Task<SequenceRelation> catchingUp = replica.CatchUpAsync(seen).AsTask().WaitAsync(deadline.Left, _time);
        await catchingUp.WaitSilentlyAsync();
        if (Commands.Result(catchingUp) is not SequenceRelation.Known)
        {
            throw Commands.Fail("new epoch");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Heartbeat.DisposeAsync().ConfigureAwait(false);
        await Recovery.DisposeAsync().ConfigureAwait(false);
        await Link.DisposeAsync().ConfigureAwait(false);
    }

    private RedisSequence NewSequence(SequenceKeys keys, char kind, CacheLimits limits)
    {
        bool patterns = kind is SequenceSettings.Patterns;
        return new RedisSequence(
            Commands,
            keys,
            new SequenceSettings(
                kind.ToString(),
                Keys.Channel,
                patterns ? limits.InvalidationRecords : RemovedKeys.Capacity,
                patterns ? limits.MaxExpiration : TimeSpan.Zero
            )
        );
    }

    private void Detach()
    {
        Log.Detach();
        Removed.Detach();
    }
}
