using System.Diagnostics;
using LearningStudio.Caching.Staleness;
using Xunit.Abstractions;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>The invariant over several processes, which share nothing but Redis; the board is a mapped file.</summary>
public sealed class MultipleProcessesTests(SharedRedis redis, ITestOutputHelper output) : IClassFixture<SharedRedis>
{
    private const int Processes = 3;
    private const int NodesEach = 2;

    [Fact]
    public async Task SeveralProcesses_NothingIsStale()
    {
        string path = Path.GetTempFileName();
        Process[] processes = [.. Enumerable.Range(0, Processes).Select(process => Start(path, process))];
        Task<string>[] lines = [.. processes.Select(process => process.StandardOutput.ReadToEndAsync())];

        await Task.Delay(Scenario.Duration, TimeProvider.System);
        foreach (Process process in processes)
        {
            process.StandardInput.Close();
        }

        Report total = Report.Empty;
        foreach (string line in await Task.WhenAll(lines))
        {
            total += Report.Parse(line);
        }

        output.WriteLine($"{total}");
        File.Delete(path);
        total.Stale.ShouldBe(0);
        total.RedisReads.ShouldBeGreaterThan(100);
        total.AgeAt(0.99).ShouldBeLessThanOrEqualTo(50);
    }

    private Process Start(string path, int process)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "LearningStudio.Caching.Staleness.dll");
        string[] arguments =
        [
            program,
            redis.Server.Configuration,
            "processes",
            path,
            $"{NodesEach}",
            $"{process}",
            $"{Processes}",
            "20260101",
        ];
        return Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
    }
}
