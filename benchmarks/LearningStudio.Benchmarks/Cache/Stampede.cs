using System.Globalization;
using System.Text;
using LearningStudio.Benchmarks.Turns;
using Microsoft.Extensions.Caching.Hybrid;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>Callers ask for one absent key: how often the factory runs, and what each of them allocates.</summary>
internal static class Stampede
{
    private static readonly int[] Crowds = [100, 1_000, 10_000];
    private static readonly int Rounds = Effort.Rounds(9);

    public static async Task<string> RunAsync(Contenders contenders)
    {
        HybridCache ours = contenders.Ours();
        HybridCache hybrid = contenders.Microsoft();
        FusionCache fusion = contenders.Fusion();
        var table = new StringBuilder(
            "### Stampede\n\n| variant | callers | factories | B a caller over a bare task |\n|---|---:|---:|---:|\n"
        );
        (string Name, Func<string, Func<CancellationToken, Task<Topic>>, Task> Read)[] variants =
        [
            ("LearningStudio", (key, run) => ReadAsync(ours, key, run)),
            ("HybridCache", (key, run) => ReadAsync(hybrid, key, run)),
            ("FusionCache", (key, run) => fusion.GetOrSetAsync<Topic>(key, (_, token) => run(token)).AsTask()),
        ];
        foreach (int crowd in Crowds)
        {
            double bare = (await MeasureAsync(crowd, (_, run) => run(CancellationToken.None))).Bytes;
            foreach ((string name, Func<string, Func<CancellationToken, Task<Topic>>, Task> read) in variants)
            {
                (double bytes, double factories) = await MeasureAsync(crowd, read);
                table.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {crowd:N0} | {factories} | {bytes - bare:N1} |"
                );
            }
        }

        return table.ToString();
    }

    private static Task<Topic> ReadAsync(HybridCache cache, string key, Func<CancellationToken, Task<Topic>> run) =>
        cache.GetOrCreateAsync(key, run, static (state, token) => new ValueTask<Topic>(state(token))).AsTask();

    private static async Task<(double Bytes, double Factories)> MeasureAsync(
        int crowd,
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
            string key = $"stampede:{crowd}:{round}:{read.GetHashCode()}";
            var callers = new Task[crowd];
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < crowd; i++)
            {
                callers[i] = read(key, run);
            }

            bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)crowd);
            release.SetResult(Topic.Sample);
            await Task.WhenAll(callers);
            factories = Math.Max(factories, runs);
        }

        return (bytes.Order().ElementAt(Rounds / 2), factories);
    }
}
