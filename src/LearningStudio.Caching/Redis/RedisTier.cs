using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Redis.Housekeeping;
using LearningStudio.Caching.Redis.Outages;
using LearningStudio.Caching.Redis.Sequences;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Redis;

/// <summary>Everything that uses Redis, put together.</summary>
internal sealed class RedisTier : IAsyncDisposable
{
    private readonly LeaseKeeper _leases;

    public RedisTier(
        VersionedCacheOptions options,
        LocalParts local,
        FailedFactories failures,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        local.Freshness.LimitOutages(options.Redis.FallbackExpiration);
        Session = new RedisSession(options, local, time, logger);
        var sequences = new InvalidationSequences(Session, local, options.Limits);
        Heartbeat = new Heartbeat(Session, sequences, local);
        Listener = new SequenceListener(Session, sequences, Heartbeat, logger);
        Recovery = new Recovery(Session, sequences, Listener, local, logger);
        Reader = new RedisReader(Session, sequences, Heartbeat, local);
        Invalidation = new RedisInvalidation(Session, sequences, local);
        _leases = new LeaseKeeper(Session);
        Sweep = new Sweep(Session, local);
        Watch = new ServerWatch(Session);
        Fills = new RedisFills(Session, sequences, Reader, _leases, failures, local);
        Session.Link.OnListeningRestored = () => _ = Heartbeat.BeatNowAsync();
    }

    public RedisSession Session { get; }

    public Heartbeat Heartbeat { get; }

    public SequenceListener Listener { get; }

    public Recovery Recovery { get; }

    public RedisReader Reader { get; }

    public RedisInvalidation Invalidation { get; }

    public RedisFills Fills { get; }

    public Sweep Sweep { get; }

    public ServerWatch Watch { get; }

    /// <summary>Puts it together, begins to connect, and to look after the connection.</summary>
    public static RedisTier Start(
        VersionedCacheOptions options,
        LocalParts local,
        FailedFactories failures,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        var tier = new RedisTier(options, local, failures, time, logger);
        ProcessStalls.Start();
        tier.Recovery.Start();
        tier.Heartbeat.Start();
        return tier;
    }

    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync().ConfigureAwait(false);
        await Sweep.DisposeAsync().ConfigureAwait(false);
        await _leases.DisposeAsync().ConfigureAwait(false);
        await Heartbeat.DisposeAsync().ConfigureAwait(false);
        await Recovery.DisposeAsync().ConfigureAwait(false);
        await Session.DisposeAsync().ConfigureAwait(false);
    }
}
