using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>A node with everything but its own loops: the test says when it recovers and when its heart beats.</summary>
internal sealed class ModelNode
{
    private static readonly CallPlan Plan = new(
        CacheAccess.All,
        Compute: true,
        Compress: true,
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(5),
        FailSafe: TimeSpan.Zero,
        // The model's clock passes faster than its factories.
        FamilyRules.None with
        {
            FactoryTimeout = Timeout.InfiniteTimeSpan,
        }
    );
    private readonly LocalParts _local;
    private readonly FactoryRunner _runner;

    public ModelNode(ModelRedis server, FakeTimeProvider time)
    {
        var options = new VersionedCacheOptions { KeyPrefix = "model" };
        Connection = new ModelConnection(server);
        options.Redis.ConnectionMultiplexerFactory = () => Task.FromResult(Connection.Multiplexer);
        options.Limits.InvalidationRecords = 4;
        ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var logger = NullLogger<VersionedCache>.Instance;
        _local = LocalParts.Create(options.Limits, services, cacheName: "", time, logger);
        var failures = new FailedFactories(_local, logger);
        Redis = new RedisTier(options, _local, failures, time, logger);
        _runner = new FactoryRunner(_local, failures, time, Redis);
    }

    public ModelConnection Connection { get; }

    /// <summary>Messages on their way to the node.</summary>
    public Queue<byte[]> Messages { get; } = new();

    public RedisTier Redis { get; }

    public Task<long> ReadAsync(string key, string tag, bool pastMemory, Func<Task<long>> factory)
    {
        CallPlan plan = pastMemory ? Plan with { Access = CacheAccess.Redis } : Plan;
        if (!pastMemory && _local.Store.TryRead(key, plan, out long found))
        {
            return Task.FromResult(found);
        }

        return _runner
            .FillAsync(
                new FillCall<Func<Task<long>>, long>(
                    key,
                    plan,
                    [tag],
                    factory,
                    static async (run, _) => await run().ConfigureAwait(false)
                ),
                CancellationToken.None
            )
            .AsTask();
    }

    public Task InvalidateAsync(int how, string key, string tag, long version) =>
        how switch
        {
            0 => Redis.Invalidation.RemoveAsync([key]),
            1 => Redis.Invalidation.SetAsync(key, version, Plan, [tag]),
            2 => Redis.Invalidation.AppendAsync([InvalidationTarget.ForPattern($"{key}*")]),
            3 => Redis.Invalidation.AppendAsync([InvalidationTarget.ForTag(tag)]),
            _ => Redis.Invalidation.AppendAsync([InvalidationTarget.Everything]),
        };
}
