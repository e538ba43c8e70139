using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Redis.Housekeeping;
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
        Node = new RedisNode(options, local, time, logger);
        Reader = new RedisReader(Node, local);
        Invalidation = new RedisInvalidation(Node, local);
        _leases = new LeaseKeeper(Node, time);
        Sweep = new Sweep(Node, local, time);
        Watch = new ServerWatch(Node, time);
        Fills = new RedisFills(Node, Reader, _leases, failures, local, time);
    }

    /// <summary>Puts it together, and begins to connect.</summary>
    public static RedisTier Start(
        VersionedCacheOptions options,
        LocalParts local,
        FailedFactories failures,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        var tier = new RedisTier(options, local, failures, time, logger);
        tier.Node.Start();
        return tier;
    }

    public RedisNode Node { get; }

    public RedisReader Reader { get; }

    public RedisInvalidation Invalidation { get; }

    public RedisFills Fills { get; }

    public Sweep Sweep { get; }

    public ServerWatch Watch { get; }

    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync().ConfigureAwait(false);
        await Sweep.DisposeAsync().ConfigureAwait(false);
        await _leases.DisposeAsync().ConfigureAwait(false);
        await Node.DisposeAsync().ConfigureAwait(false);
    }
}
