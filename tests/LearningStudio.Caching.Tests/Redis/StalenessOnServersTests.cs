using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Xunit.Abstractions;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>The invariant while nothing fails, on each kind of server.</summary>
public sealed class StalenessOnServersTests(ITestOutputHelper output)
{
    [Fact]
    public async Task RedisServer_NothingIsStale()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        await AssertAsync(server.Configuration);
    }

    [Fact]
    public async Task Cluster_NothingIsStale()
    {
        await using RedisClusterServer server = await RedisClusterServer.StartAsync();

        await AssertAsync(server.Configuration);
    }

    // Scripts switched on alone run into each other: what they compare may have changed before they write.
    [Fact]
    public async Task Garnet_NothingIsStale()
    {
        await using GarnetServer server = await GarnetServer.StartAsync(Checkout.Root, "--lua-transaction-mode");

        await AssertAsync(server.Configuration);
    }

    private async Task AssertAsync(string configuration)
    {
        await using var scenario = new Scenario(configuration);

        Report report = await scenario.RunAsync();

        output.WriteLine($"{report}");
        report.AgeAt(0.99).ShouldBeLessThanOrEqualTo(50);
        await scenario.AssertNothingIsLostAsync();
    }
}
