using LearningStudio.Tests.Servers;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>One redis-server for the tests of a class.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    public RedisServer Server { get; } = new();

    public Task InitializeAsync() => Server.BeginAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
