using System.Globalization;
using System.Text;
using LearningStudio.Benchmarks.Turns;
using Microsoft.Extensions.Caching.Hybrid;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>10,000 callers ask for one absent key: how often the factory runs, and what each caller allocates.</summary>
internal static class Stampede
{
    private const int Callers = 10_000;
    private static readonly int Rounds = Effort.Rounds(9);

    public static async Task<string> RunAsync(Contenders contenders)
    {
        HybridCache ours = contenders.Ours();
        HybridCache hybrid = contenders.Microsoft();
        FusionCache fusion = contenders.Fusion();
        var table = new StringBuilder(
            "### Stampede, 10,000 callers\n\n| variant | factories | B a caller over a bare task |\n|---|---:|---:|\n"
        );
        double bare = (await MeasureAsync((_, run) => run(CancellationToken.None))).Bytes;
        (string Name, Func<string, Func<CancellationToken, Task<Topic>>, Task> Read)[] variants =
        [
            ("LearningStudio", (key, run) => ReadAsync(ours, key, run)),
            ("HybridCache", (key, run) => ReadAsync(hybrid, key, run)),
            ("FusionCache", (key, run) => fusion.GetOrSetAsync<Topic>(key, (_, token) => run(token)).AsTask()),
        ];
        foreach ((string name, Func<string, Func<CancellationToken, Task<Topic>>, Task> read) in variants)
        {
            (double bytes, double factories) = await MeasureAsync(read);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {factories} | {bytes - bare:N1} |");
        }

        return table.ToString();
    }

    private static Task<Topic> ReadAsync(HybridCache cache, string key, Func<CancellationToken, Task<Topic>> run) =>
        cache.GetOrCreateAsync(key, run, static (state, token) => new ValueTask<Topic>(state(token))).AsTask();

    private static async Task<(double Bytes, double Factories)> MeasureAsync(
        Func<string, Func<CancellationToken, Task<Topic>>, Task> read
    )
    {
        var bytes = new List<double>();
        int factories = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var release = new TaskCompletionSource<Topic>(TaskCreationOptions.RunContinuationsAsynchronously);
            int runs = 0;
            Func<CancellationToken, Task<Topic>> run = _ =>
            {
                runs++;
                return release.Task;
            };
            string key = $"stampede:{round}:{read.GetHashCode()}";
            var callers = new Task[Callers];
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Callers; i++)
            {
                callers[i] = read(key, run);
            }

            bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Callers);
            release.SetResult(Topic.Sample);
            await Task.WhenAll(callers);
            factories = Math.Max(factories, runs);
        }

        return (bytes.Order().ElementAt(Rounds / 2), factories);
    }
}
