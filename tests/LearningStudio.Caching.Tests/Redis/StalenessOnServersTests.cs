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

    // Without the second setting Garnet's scripts run into each other: that is noticed, and costs time without Redis.
    [Theory]
    [InlineData]
    [InlineData("--lua-transaction-mode")]
    public async Task Garnet_NothingIsStale(params string[] settings)
    {
        await using GarnetServer server = await GarnetServer.StartAsync(RepositoryRoot.Path, settings);

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
