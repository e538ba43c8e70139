using LearningStudio.Caching.Layers;
using LearningStudio.Caching.Redis.Outages;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Staleness;

/// <summary>One cache as the container builds it, on a Redis.</summary>
public sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Node(
        string redis,
        string prefix,
        Action<VersionedCacheOptions>? configure = null,
        Action<IServiceCollection>? register = null
    )
    {
        var services = new ServiceCollection();
        register?.Invoke(services);
        services.AddLearningStudioCaching(options =>
        {
            options.KeyPrefix = prefix;
            options.Redis.Configuration = redis;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
        Cache = _services.GetRequiredService<VersionedCache>();
    }

    public VersionedCache Cache { get; }

    /// <summary>Whether the node works without Redis at present.</summary>
    public bool IsOpen => Breaker.IsOpen;

    /// <summary>Changes whenever the node leaves Redis or comes back to it.</summary>
    public int Generation => Breaker.Generation;

    /// <summary>Why the node works without Redis; null while it uses it.</summary>
    public string? Reason => Breaker.Reason;

    /// <summary>How many entries the process holds.</summary>
    public int Entries => ((LayeredCache)Cache).Local.Store.Count;

    /// <summary>How often values were looked up in Redis, found or not.</summary>
    public long RedisReads
    {
        get
        {
            (long hits, long misses) = ((LayeredCache)Cache).Local.Telemetry.Totals;
            return hits + misses;
        }
    }

    internal CircuitBreaker Breaker => ((LayeredCache)Cache).Redis!.Session.Breaker;

    /// <summary>Has the node leave Redis, as after a fault that nobody else has.</summary>
    public void Fail(string reason) => Breaker.Open(reason);

    /// <summary>From now on the node hears no messages; it learns of invalidations by reading only.</summary>
    public Task DropMessagesAsync() => ((LayeredCache)Cache).Redis!.Session.Link.UnsubscribeAsync();

    /// <summary>Asks the server for its figures, as a health probe does.</summary>
    public Task ReadStatsAsync() => ((LayeredCache)Cache).Redis!.Watch.ReadAsync();

    /// <summary>Looks through Redis for what is dead; returns how much it removed.</summary>
    public Task<int> SweepAsync() => ((LayeredCache)Cache).Redis!.Sweep.RunOnceAsync();

    /// <summary>Up to which version the node itself has invalidated each key.</summary>
    internal long[] Own { get; } = new long[Board.Keys];

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)Cache).DisposeAsync();
        await _services.DisposeAsync();
    }
}
