using System.Globalization;
using System.Text;
using LearningStudio.Caching;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>A factory is overtaken by an invalidation, then ends: who still sees its value, of five tries each.</summary>
internal static class LateWrites
{
    private const int Tries = 5;
    private static int _keys;

    public static async Task<string> RunAsync(RedisServer server, Contenders contenders)
    {
        var table = new StringBuilder(
            "### Late writes: stale reads of five\n\n| cache | invalidation | by | same node | other node | cold node |\n|---|---|---|---:|---:|---:|\n"
        );
        foreach (string how in new[] { "RemoveAsync", "SetAsync", "RemoveByTagAsync", "RemoveByPatternAsync" })
        {
            foreach (bool bySame in new[] { true, false })
            {
                await LineAsync(table, "LearningStudio", how, bySame, () => contenders.Ours(server.Configuration));
                if (how is not "RemoveByPatternAsync")
                {
                    await LineAsync(
                        table,
                        "HybridCache",
                        how,
                        bySame,
                        () => contenders.Microsoft(server.Configuration)
                    );
                }
            }
        }

        return table.ToString();
    }

    private static async Task LineAsync(
        StringBuilder table,
        string name,
        string how,
        bool bySame,
        Func<HybridCache> create
    )
    {
        HybridCache one = create();
        HybridCache other = create();
        int[] stale = new int[3];
        for (int i = 0; i < Tries; i++)
        {
            string key = $"late:{_keys++}";
            var running = new TaskCompletionSource();
            var release = new TaskCompletionSource();
            Task<string> filling = one.GetOrCreateAsync(
                    key,
                    async _ =>
                    {
                        running.SetResult();
                        await release.Task;
                        return "old";
                    },
                    tags: [$"tag-{key}"]
                )
                .AsTask();
            await running.Task;
            await InvalidateAsync(bySame ? one : other, how, key);
            release.SetResult();
            await filling;
            HybridCache cold = create();
            HybridCache[] readers = [one, other, cold];
            for (int reader = 0; reader < readers.Length; reader++)
            {
                string read = await readers[reader].GetOrCreateAsync(key, static _ => ValueTask.FromResult("new"));
                stale[reader] += read is "old" ? 1 : 0;
            }
        }

        table.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {name} | {how} | {(bySame ? "same" : "other")} | {stale[0]} | {stale[1]} | {stale[2]} |"
        );
    }

    private static Task InvalidateAsync(HybridCache cache, string how, string key) =>
        how switch
        {
            "RemoveAsync" => cache.RemoveAsync(key).AsTask(),
            "SetAsync" => cache.SetAsync(key, "new").AsTask(),
            "RemoveByTagAsync" => cache.RemoveByTagAsync($"tag-{key}").AsTask(),
            _ => ((VersionedCache)cache).RemoveByPatternAsync($"{key}*").AsTask(),
        };
}
