using LearningStudio.Tests.Servers;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>All tables of the cache, in one run: <c>cache</c>, or some: <c>cache local outage</c>.</summary>
internal static class CacheBenchmarks
{
    public static async Task RunAsync(string[] chosen)
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await using var contenders = new Contenders();
        var reads = new RedisReads(server, contenders);
        (string Name, Func<Task<string>> Run)[] tables =
        [
            ("local", () => LocalHits.RunAsync(contenders)),
            ("hit", reads.HitsAsync),
            ("miss", reads.MissesAsync),
            ("stampede", () => Stampede.RunAsync(contenders)),
            ("late", () => LateWrites.RunAsync(server, contenders)),
            ("pattern", () => PatternRemoval.RunAsync(server, contenders)),
            ("outage", () => Outage.RunAsync(server, contenders)),
        ];
        foreach ((string name, Func<Task<string>> run) in tables)
        {
            if (chosen.Length == 0 || chosen.Contains(name, StringComparer.Ordinal))
            {
                await Console.Out.WriteLineAsync(await run());
            }
        }
    }
}
