using LearningStudio.Tests.Servers;

namespace LearningStudio.Caching.Conformance.Tests;

/// <summary>One redis-server for a class.</summary>
public sealed class ConformanceRedis : IAsyncLifetime
{
    public RedisServer Server { get; } = new();

    public Task InitializeAsync() => Server.BeginAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
