using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>The invariant while the server is disturbed; afterwards no invalidation may be lost.</summary>
public sealed class StalenessUnderFaultsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ConnectionsCut_NothingIsStaleAndNothingLost()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        await AssertAsync(server, server.CutConnectionsAsync);
    }

    [Fact]
    public async Task ServerHangs_NothingIsStaleAndNothingLost()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        await AssertAsync(
            server,
            async () =>
            {
                server.Process.Hang();
                await Pause(1500);
                server.Process.GoOn();
                await Pause(500);
            }
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ServerKilledAndRestarted_NothingIsStaleAndNothingLost(bool withData)
    {
        await using RedisServer server = await RedisServer.StartAsync();

        await AssertAsync(
            server,
            async () =>
            {
                // Saved before the last invalidations: restored as it is, the data would be too old.
                await server.ExecuteAsync("SAVE");
                await Pause(200);
                await server.RestartAsync(withData);
                await Pause(500);
            }
        );
    }

    [Theory]
    [InlineData("noeviction")]
    [InlineData("allkeys-lru")]
    public async Task MemoryIsFull_NothingIsStaleAndNothingLost(string policy)
    {
        await using RedisServer server = await RedisServer.StartAsync("--maxmemory-policy", policy);

        await AssertAsync(
            server,
            async () =>
            {
                await server.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
                await Pause(300);
                await server.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
                await Pause(500);
            }
        );
    }

    [Fact]
    public async Task ControlKeysDeleted_NothingIsStaleAndNothingLost()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        IDatabase database = await server.ConnectAsync();
        string[] names = ["sequence", "records", "removals", "removed", "times"];
        int next = 0;

        await AssertAsync(
            server,
            () => database.KeyDeleteAsync($"test:{{invalidation}}:{names[next++ % names.Length]}")
        );
    }

    [Fact]
    public async Task SentinelPromotesTheReplica_NothingIsStaleAndNothingLost()
    {
        await using SentinelGroup group = await SentinelGroup.StartAsync();
        await using var scenario = new Scenario(group.Configuration);
        bool failedOver = false;

        Report report = await scenario.RunAsync(async () =>
        {
            if (!failedOver)
            {
                failedOver = true;
                await Pause(1000);
                group.Primary.Process.Kill();
                await ServerProcess.UntilAsync(
                    async () => await group.RoleOfReplicaAsync() is "master",
                    "the failover"
                );
                await scenario.UseRedisAsync();
                await Pause(1000);
            }
        });

        output.WriteLine($"{report}");
        report.Unconfirmed.ShouldBeGreaterThan(0);
        await scenario.AssertNothingIsLostAsync();
    }

    private static Task Pause(int milliseconds) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, CancellationToken.None);

    private async Task AssertAsync(RedisServer server, Func<Task> disturb)
    {
        await using var scenario = new Scenario(server.Configuration);

        Report report = await scenario.RunAsync(disturb);

        output.WriteLine($"{report}");
        await scenario.AssertNothingIsLostAsync();
    }
}
