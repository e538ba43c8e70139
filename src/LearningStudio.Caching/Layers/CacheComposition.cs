using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Layers;

/// <summary>The parts of a cache, put together: memory alone, or memory over Redis.</summary>
internal sealed class CacheComposition : IAsyncDisposable
{
    private int _disposed;

    public CacheComposition(
        string optionsName,
        IOptionsMonitor<VersionedCacheOptions> options,
        IServiceProvider services,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        VersionedCacheOptions current = options.Get(optionsName);
        Limits = current.Limits;
        Planner = new CallPlanner(options, optionsName, logger);
        Local = LocalParts.Create(Limits, services, optionsName, time, logger);
        var failures = new FailedFactories(Local, logger);
        Redis = current.Redis.IsUsed
            ? DetachedContext.Run(() => RedisTier.Start(current, Local, failures, time, logger))
            : null;
        Runner = new FactoryRunner(Local, failures, time, Redis);
        Background = new BackgroundFills(Runner, Local, time, Redis?.Fills, logger);
        Gauges.Observe(Local, Redis);
    }

    public CacheLimits Limits { get; }

    public CallPlanner Planner { get; }

    /// <summary>What is kept in this process.</summary>
    public LocalParts Local { get; }

    /// <summary>What uses Redis; null where none is named.</summary>
    public RedisTier? Redis { get; }

    public FactoryRunner Runner { get; }

    public BackgroundFills Background { get; }

    // The container knows the cache by two names, and disposes it by both.
    public async ValueTask DisposeAsync()
    {
        bool first = Interlocked.Exchange(ref _disposed, 1) == 0;
        Planner.Dispose();
        if (first && Redis is not null)
        {
            await Redis.DisposeAsync().ConfigureAwait(false);
        }

        Local.Telemetry.Dispose();
    }
}
