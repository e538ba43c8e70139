using System.Diagnostics.Metrics;
using LearningStudio.Caching;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>The caches that are compared, each as its documentation sets it up; without Redis when none is named.</summary>
internal sealed class Contenders : IAsyncDisposable
{
    private readonly List<ServiceProvider> _providers = [];
    private readonly List<IConnectionMultiplexer> _connections = [];

    public VersionedCache Ours(string? redis = null, bool countsCommands = false, IMeterFactory? meters = null)
    {
        ServiceProvider services = Build(services =>
        {
            if (meters is not null)
            {
                services.AddSingleton(meters);
            }

            services.AddLearningStudioCaching(options =>
            {
                options.Redis.Configuration = redis;
                if (countsCommands)
                {
                    options.Redis.ConnectionMultiplexerFactory = () => Task.FromResult(Connect(redis!));
                }
            });
        });
        return services.GetRequiredService<VersionedCache>();
    }

    public HybridCache Microsoft(string? redis = null)
    {
        ServiceProvider services = Build(services =>
        {
            if (redis is not null)
            {
                services.AddStackExchangeRedisCache(options =>
                    options.ConnectionMultiplexerFactory = () => Task.FromResult(Connect(redis))
                );
            }

            services.AddHybridCache();
        });
        return services.GetRequiredService<HybridCache>();
    }

    public FusionCache Fusion(string? redis = null)
    {
        var cache = new FusionCache(new FusionCacheOptions());
        if (redis is not null)
        {
            var options = new RedisCacheOptions
            {
                ConnectionMultiplexerFactory = () => Task.FromResult(Connect(redis)),
            };
            IDistributedCache distributed = new RedisCache(Options.Create(options));
            cache.SetupDistributedCache(distributed, new FusionJson());
        }

        return cache;
    }

    /// <summary>How many commands were sent over all connections made here.</summary>
    public Task<long> CountCommandsAsync() =>
        Task.FromResult(_connections.Sum(connection => connection.OperationCount));

    public IConnectionMultiplexer Connect(string redis)
    {
        IConnectionMultiplexer connection = ConnectionMultiplexer.Connect(redis);
        _connections.Add(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private ServiceProvider Build(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        ServiceProvider provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider;
    }
}
