using LearningStudio.Tests.Servers;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>All tables of the cache, in one run: <c>cache</c>, or some: <c>cache local outage</c>.</summary>
internal static class CacheBenchmarks
{
    public static async Task RunAsync(string[] chosen)
    {
        await using RedisServer server = await RedisServer.StartAsync();
        (string Name, Func<Contenders, Task<string>> Run)[] tables =
        [
            ("local", LocalHits.RunAsync),
            ("hit", contenders => new RedisReads(server, contenders, callers: 64).HitsAsync()),
            ("hit", contenders => RedisReads.GrowAsync(server, contenders)),
            ("miss", contenders => new RedisReads(server, contenders, callers: 64).MissesAsync()),
            ("stampede", Stampede.RunAsync),
            ("processes", _ => StampedeOfProcesses.RunAsync(server)),
            ("late", contenders => LateWrites.RunAsync(server, contenders)),
            ("pattern", contenders => PatternRemoval.RunAsync(server, contenders)),
            ("load", contenders => PatternLoad.RunAsync(server, contenders)),
            ("outage", contenders => Outage.RunAsync(server, contenders)),
        ];
        foreach ((string name, Func<Contenders, Task<string>> run) in tables)
        {
            if (chosen.Length == 0 || chosen.Contains(name, StringComparer.Ordinal))
            {
                // Caches of their own: every node of ours hears of every invalidation.
                await using var contenders = new Contenders();
                await Console.Out.WriteLineAsync(await run(contenders));
            }
        }
    }
}
