using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Logging;

namespace LearningStudio.HostApi.Tests.Operations;

/// <summary>Processes that share a database and no Redis say so.</summary>
public sealed class SharedDatabaseTests
{
    [Theory]
    [InlineData(Backend.Embedded, 1)]
    [InlineData(Backend.Servers, 2)]
    public async Task WithoutRedis_TheOthersAreWarnedOfOnceAnHour(Backend backend, int warned)
    {
        await using ForumHost one = new(backend) { Settings = { ["Redis"] = "" } };
        using HttpClient first = one.CreateClient();
        await using (ForumHost other = new(one) { Settings = { ["Redis"] = "" } })
        {
            using HttpClient second = other.CreateClient();
            await UntilAsync(one, TimeSpan.FromMinutes(1), () => Warnings(one) + Warnings(other) == warned);
            await PassAsync(one, TimeSpan.FromMinutes(1), times: 5);
            (Warnings(one) + Warnings(other)).ShouldBe(warned);
            await UntilAsync(one, TimeSpan.FromMinutes(30), () => Warnings(one) + Warnings(other) >= 2 * warned);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OneProcess_OrARedisForAll_IsNothingToWarnOf(bool hasRedis)
    {
        await using ForumHost one = new(Backend.Servers);
        if (!hasRedis)
        {
            one.Settings["Redis"] = "";
        }

        using HttpClient first = one.CreateClient();
        await using ForumHost? other = hasRedis ? new ForumHost(one) : null;
        using HttpClient? second = other?.CreateClient();

        await PassAsync(one, TimeSpan.FromMinutes(1), times: 5);

        (Warnings(one) + (other is null ? 0 : Warnings(other))).ShouldBe(0);
    }

    private static int Warnings(ForumHost host) =>
        host
            .Logs.GetSnapshot()
            .Count(line =>
                line.Level == LogLevel.Warning && line.Category!.EndsWith(".SharedDatabase", StringComparison.Ordinal)
            );

    private static Task UntilAsync(ForumHost host, TimeSpan step, Func<bool> condition) =>
        ServerProcess.UntilAsync(
            () =>
            {
                host.Clock.Advance(step);
                return Task.FromResult(condition());
            },
            "the warnings"
        );

    // A tick is answered before the next: the host writes a statement or looks at a file.
    private static async Task PassAsync(ForumHost host, TimeSpan step, int times)
    {
        for (int i = 0; i < times; i++)
        {
            host.Clock.Advance(step);
            await host.ScalarAsync<int>("SELECT 1");
        }
    }
}
