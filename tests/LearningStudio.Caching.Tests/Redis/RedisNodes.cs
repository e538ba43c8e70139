using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Nodes that share a fresh key prefix on one Redis, and what a test does with them.</summary>
/// <param name="server">The server.</param>
/// <param name="prefix">What all their keys begin with.</param>
/// <param name="operationTimeout">By default so long that nothing fails, however loaded the machine is.</param>
internal sealed class RedisNodes(RedisServer server, string prefix, TimeSpan? operationTimeout = null)
    : IAsyncDisposable
{
    public static readonly HybridCacheEntryOptions PastMemory = new()
    {
        Flags = HybridCacheEntryFlags.DisableLocalCache,
    };

    private readonly List<Node> _nodes = [];

    public RedisServer Server => server;

    public string Prefix => prefix;

    /// <summary>The name of a logical key's value in Redis.</summary>
    public RedisKey Wire(string key) => $"{prefix}:v1:{key}";

    /// <summary>The name of one of the keys that steer the protocol.</summary>
    public RedisKey Control(string name) => $"{prefix}:{{invalidation}}:{name}";

    public Task<Node> StartAsync(Action<VersionedCacheOptions>? configure = null) =>
        StartAsync(TimeProvider.System, configure);

    public async Task<Node> StartAsync(TimeProvider time, Action<VersionedCacheOptions>? configure = null)
    {
        Node node = Create(configure, services => services.AddSingleton(time));
        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");
        return node;
    }

    /// <summary>A node that may not reach its server.</summary>
    public Node Create(Action<VersionedCacheOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var node = new Node(
            server.Configuration,
            prefix,
            options =>
            {
                options.Redis.OperationTimeout = operationTimeout ?? TimeSpan.FromMinutes(1);
                configure?.Invoke(options);
            },
            register
        );
        _nodes.Add(node);
        return node;
    }

    public static Task<string> ReadAsync(
        Node node,
        string key,
        string value,
        HybridCacheEntryOptions? options = null
    ) => node.Cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(value), options, ["tag"]).AsTask();

    public async ValueTask DisposeAsync()
    {
        foreach (Node node in _nodes)
        {
            await node.DisposeAsync();
        }
    }
}
