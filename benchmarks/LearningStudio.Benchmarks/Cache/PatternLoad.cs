using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Caching;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>Reads of 1,000 keys while 100 distinct patterns, or tags, are invalidated a second, each of them ten keys.</summary>
/// <remarks>Of two nodes one reads and the other invalidates. The factory takes a millisecond.</remarks>
internal static class PatternLoad
{
    private const int Groups = 100;
    private const int KeysEach = 10;
    private const int Readers = 8;
    private const int ReadsAtOnce = 20;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Effort.IsOnce ? 0.5 : 10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task<string> RunAsync(RedisServer server, Contenders contenders)
    {
        var table = new StringBuilder(
            "### 100 distinct invalidations a second, 1,000 keys, 8 readers\n\n| variant | hits | reads a second | invalidations a second |\n|---|---:|---:|---:|\n"
        );
        VersionedCache versioned = contenders.Ours(server.Configuration);
        await LineAsync(
            table,
            "LearningStudio, patterns",
            contenders.Ours(server.Configuration),
            group => versioned.RemoveByPatternAsync($"load:{group}:*").AsTask()
        );
        await LineAsync(
            table,
            "LearningStudio, tags",
            contenders.Ours(server.Configuration),
            group => versioned.RemoveByTagAsync($"load-{group}").AsTask()
        );
        HybridCache hybrid = contenders.Microsoft(server.Configuration);
        await LineAsync(
            table,
            "HybridCache, tags, of its own",
            hybrid,
            group => hybrid.RemoveByTagAsync($"load-{group}").AsTask()
        );
        return table.ToString();
    }

    private static async Task LineAsync(
        StringBuilder table,
        string name,
        HybridCache reader,
        Func<int, Task> invalidate
    )
    {
        var factories = new StrongBox<int>();
        long began = Stopwatch.GetTimestamp();
        Task<int> invalidating = InvalidateAsync(began, invalidate);
        int[] reads = await Task.WhenAll(
            Enumerable.Range(0, Readers).Select(seed => Task.Run(() => ReadAsync(reader, began, seed, factories)))
        );
        double seconds = Duration.TotalSeconds;
        double hits = 1 - ((double)factories.Value / reads.Sum());
        table.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {name} | {hits:P2} | {reads.Sum() / seconds:N0} | {await invalidating / seconds:N0} |"
        );
    }

    private static async Task<int> ReadAsync(HybridCache reader, long began, int seed, StrongBox<int> factories)
    {
        var random = new Random(seed);
        int reads = 0;
        for (; Stopwatch.GetElapsedTime(began) < Duration; reads++)
        {
            // Hits alone would leave the invalidations no processor.
            if (reads % ReadsAtOnce == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }

            int group = random.Next(Groups);
            await reader.GetOrCreateAsync(
                $"load:{group}:{random.Next(KeysEach)}",
                async token =>
                {
                    Interlocked.Increment(ref factories.Value);
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, token);
                    return Topic.Sample;
                },
                tags: [$"load-{group}"]
            );
        }

        return reads;
    }

    private static async Task<int> InvalidateAsync(long began, Func<int, Task> invalidate)
    {
        using var timer = new PeriodicTimer(Pause);
        int count = 0;
        for (; Stopwatch.GetElapsedTime(began) < Duration; count++)
        {
            await invalidate(count % Groups);
            await timer.WaitForNextTickAsync();
        }

        return count;
    }
}
