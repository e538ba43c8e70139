using System.Diagnostics;
using System.Globalization;
using System.Text;
using LearningStudio.Caching;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>Four processes on one Redis, 2,500 callers each, ask for one absent key: how often the factory runs.</summary>
internal static class StampedeOfProcesses
{
    private const int Processes = 4;
    private const int Callers = 2500;
    private const string Ready = "ready";
    private static readonly TimeSpan FactoryTime = TimeSpan.FromMilliseconds(300);

    public static async Task<string> RunAsync(RedisServer server)
    {
        var table = new StringBuilder("### Stampede, four processes\n\n| variant | factories |\n|---|---:|\n");
        foreach (string contender in new[] { "LearningStudio", "HybridCache", "FusionCache" })
        {
            Process[] processes =
            [
                .. Enumerable.Range(0, Processes).Select(_ => Start(server.Configuration, contender)),
            ];
            foreach (Process process in processes)
            {
                while (await process.StandardOutput.ReadLineAsync() is not (Ready or null)) { }
            }

            foreach (Process process in processes)
            {
                process.StandardInput.Close();
            }

            string[] runs = await Task.WhenAll(processes.Select(process => process.StandardOutput.ReadToEndAsync()));
            int factories = runs.Sum(run => int.Parse(run, CultureInfo.InvariantCulture));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {contender} | {factories} |");
        }

        return table.ToString();
    }

    /// <summary>One of the processes: says when it is ready, begins when its input ends, and prints its factories.</summary>
    public static async Task TakePartAsync(string redis, string contender, string key)
    {
        await using var contenders = new Contenders();
        Func<string, Func<CancellationToken, Task<Topic>>, Task> read = await ReaderAsync(contenders, redis, contender);
        int runs = 0;
        await read($"{key}:warm", static _ => Task.FromResult(Topic.Sample));
        await Console.Out.WriteLineAsync(Ready);
        await Console.In.ReadToEndAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(_ =>
                    read(
                        key,
                        async token =>
                        {
                            Interlocked.Increment(ref runs);
                            await Task.Delay(FactoryTime, TimeProvider.System, token);
                            return Topic.Sample;
                        }
                    )
                )
        );
        await Console.Out.WriteLineAsync(runs.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<Func<string, Func<CancellationToken, Task<Topic>>, Task>> ReaderAsync(
        Contenders contenders,
        string redis,
        string contender
    )
    {
        if (contender is "FusionCache")
        {
            FusionCache fusion = contenders.Fusion(redis);
            return (key, run) => fusion.GetOrSetAsync<Topic>(key, (_, token) => run(token)).AsTask();
        }

        HybridCache cache = contender is "HybridCache" ? contenders.Microsoft(redis) : contenders.Ours(redis);
        if (cache is VersionedCache versioned)
        {
            // Four programs that start on two processors take longer to connect than a call waits for Redis.
            await ServerProcess.UntilAsync(
                async () => await versioned.RemoveByPatternAsync("nothing") is InvalidationScope.Everywhere,
                "Redis"
            );
        }

        return (key, run) => cache.GetOrCreateAsync(key, token => new ValueTask<Topic>(run(token))).AsTask();
    }

    private static Process Start(string redis, string contender)
    {
        string program = typeof(StampedeOfProcesses).Assembly.Location;
        return Process.Start(
            new ProcessStartInfo("dotnet", [program, "stampede", redis, contender, $"stampede:{contender}"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
    }
}
