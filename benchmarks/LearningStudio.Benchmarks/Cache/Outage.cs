using System.Collections.Concurrent;
using System.Diagnostics;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Caching;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>64 readers while the server is killed or hung, with default options; then it comes back.</summary>
internal static class Outage
{
    private const int Readers = 64;
    private static int _fresh;
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(Effort.IsOnce ? 0.5 : 3);

    public static async Task<string> RunAsync(RedisServer server, Contenders contenders)
    {
        VersionedCache alone = contenders.Ours();
        VersionedCache cache = contenders.Ours(server.Configuration);
        VersionedCache other = contenders.Ours(server.Configuration);
        string table =
            "### Redis killed or hung, 64 readers\n\n| | longest read ms | p99 then ms | p99 without Redis ms | exceptions | invalidation elsewhere after ms |\n|---|---:|---:|---:|---:|---:|\n";
        foreach (bool killed in new[] { true, false })
        {
            await ReadAsync(cache, TimeSpan.FromSeconds(1));
            await other.SetAsync("elsewhere", "old");
            Task<Seen> first = ReadAsync(cache, TimeSpan.FromSeconds(1.5));
            (killed ? (Action)server.Process.Kill : server.Process.Hang)();
            Seen longest = await first;
            Seen then = await ReadAsync(cache, Phase);
            Seen without = await ReadAsync(alone, Phase);
            await cache.RemoveByPatternAsync("elsewhere");
            double back = await ComeBackAsync(server, killed, other);
            table += FormattableString.Invariant(
                $"| {(killed ? "killed" : "hung")} | {longest.Longest:N0} | {then.Percentile99:N2} | {without.Percentile99:N2} | {longest.Exceptions + then.Exceptions} | {back:N0} |\n"
            );
        }

        return table;
    }

    // Both nodes were cut off; how long after the server answers is the other rid of what the first invalidated.
    private static async Task<double> ComeBackAsync(RedisServer server, bool killed, VersionedCache other)
    {
        if (killed)
        {
            await server.BeginAsync();
        }
        else
        {
            server.Process.GoOn();
        }

        long began = Stopwatch.GetTimestamp();
        await ServerProcess.UntilAsync(
            async () =>
                await other.RemoveByPatternAsync("nothing") is InvalidationScope.Everywhere
                && await other.GetOrCreateAsync("elsewhere", static _ => ValueTask.FromResult("new")) is "new",
            "the invalidation"
        );
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<Seen> ReadAsync(HybridCache cache, TimeSpan phase)
    {
        var times = new ConcurrentBag<double>();
        int exceptions = 0;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Readers)
                .Select(reader =>
                    Task.Run(async () =>
                    {
                        for (int i = reader; Stopwatch.GetElapsedTime(began) < phase; i++)
                        {
                            long asked = Stopwatch.GetTimestamp();
                            try
                            {
                                await cache.GetOrCreateAsync(
                                    i % 10 == 0 ? $"fresh:{Interlocked.Increment(ref _fresh)}" : $"read:{i % 500}",
                                    static _ => ValueTask.FromResult("value")
                                );
                            }
                            catch (InvalidOperationException)
                            {
                                Interlocked.Increment(ref exceptions);
                            }

                            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
                        }
                    })
                )
        );
        double[] ordered = [.. times.Order()];
        return new Seen(ordered[^1], ordered[(int)(ordered.Length * 0.99)], exceptions);
    }

    private sealed record Seen(double Longest, double Percentile99, int Exceptions);
}
