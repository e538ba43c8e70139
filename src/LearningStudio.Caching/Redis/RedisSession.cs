using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Redis.Outages;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Redis;

/// <summary>One process's dealings with its Redis: the connection, the commands, and whether they are sent at all.</summary>
internal sealed class RedisSession : IAsyncDisposable
{
    public RedisSession(
        VersionedCacheOptions options,
        LocalParts local,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        Options = options.Redis;
        Time = time;
        Keys = new RedisKeys(options.KeyPrefix, options.Version);
        Startup = new RedisStartup(time, Options.OperationTimeout);
        Breaker = new CircuitBreaker(local, Options.JournalCapacity, time, logger);
        Link = new RedisLink(Options, Keys.ClientChannel, time, Breaker.Open);
        Commands = new RedisCommands(Link, Breaker.Open, Options.OperationTimeout, time);
        Slots = new ValueSlots(Commands, Keys);
        Housekeeping = new RedisCommands(Link, local.Telemetry.Faulted, Options.OperationTimeout, time);
        HousekeepingSlots = new ValueSlots(Housekeeping, Keys);
    }

    public RedisOptions Options { get; }

    public TimeProvider Time { get; }

    public RedisKeys Keys { get; }

    public RedisStartup Startup { get; }

    public CircuitBreaker Breaker { get; }

    public RedisLink Link { get; }

    /// <summary>For reads, fills and invalidations: a failure opens the breaker.</summary>
    public RedisCommands Commands { get; }

    public ValueSlots Slots { get; }

    /// <summary>For figures, sweeps and leases: a failure is counted, and says nothing of the reads.</summary>
    public RedisCommands Housekeeping { get; }

    public ValueSlots HousekeepingSlots { get; }

    /// <summary>The run ids of the servers that held the data when the breaker was last closed.</summary>
    public string RunIds { get; set; } = "";

    /// <summary>Until when local entries may be served, after Redis was asked at a moment.</summary>
    public long FreshUntil(long asked) => asked + (Options.HeartbeatInterval + Options.OperationTimeout).Ticks;

    public async ValueTask DisposeAsync()
    {
        await Startup.DisposeAsync().ConfigureAwait(false);
        await Link.DisposeAsync().ConfigureAwait(false);
    }
}
