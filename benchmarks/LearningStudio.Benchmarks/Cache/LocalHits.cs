using System.Diagnostics.Metrics;
using BitFaster.Caching.Lru;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Caching;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>Reads that memory answers.</summary>
internal static class LocalHits
{
    private const int Operations = 200_000;
    private const string Key = "topic:detail:7";

    public static async Task<string> RunAsync(Contenders contenders)
    {
        using var memory = new MemoryCache(new MemoryCacheOptions());
        memory.Set(Key, Topic.Sample, TimeSpan.FromMinutes(5));
        var lru = new ConcurrentLru<string, Topic>(1000);
        lru.AddOrUpdate(Key, Topic.Sample);
        VersionedCache invalidated = contenders.Ours();
        for (int i = 0; i < 10_000; i++)
        {
            await invalidated.RemoveByPatternAsync($"forum:{i}:*");
        }

        HybridCache hybrid = contenders.Microsoft();
        using var meters = new SeparateMeters();
        using MeterListener listener = CountRequests(meters);
        HybridCache counted = contenders.Ours(meters: meters);
        FusionCache fusion = contenders.Fusion();
        return await new Interleaved("Local hit", Operations, cpu: false).RunAsync(
            Repeat("IMemoryCache.TryGetValue", () => memory.TryGetValue(Key, out Topic? _)),
            Repeat("BitFaster ConcurrentLru", () => lru.TryGet(Key, out Topic? _)),
            Hits("LearningStudio, plain record", contenders.Ours(), null),
            Hits("LearningStudio, with tags", contenders.Ours(), ["forum-5", "topics"]),
            Hits("LearningStudio, 10,000 records in the log", invalidated, null),
            Interpolated("LearningStudio, interpolated key", contenders.Ours()),
            Mutable("LearningStudio, mutable value", contenders.Ours()),
            Hits("LearningStudio, while somebody reads its counters", counted, null),
            Marked("HybridCache, marked type", hybrid),
            Hits("HybridCache, plain record", hybrid, null),
            Hits("HybridCache, plain record with tags", contenders.Microsoft(), ["forum-5", "topics"]),
            Interpolated("HybridCache, plain record, interpolated key", contenders.Microsoft()),
            Mutable("HybridCache, mutable value", contenders.Microsoft()),
            Repeat(
                "FusionCache",
                () => fusion.GetOrSetAsync<Topic>(Key, (_, _) => Task.FromResult(Topic.Sample)).GetAwaiter().GetResult()
            )
        );
    }

    private static readonly string[] NoTags = [];

    private static Variant Hits(string name, HybridCache cache, string[]? tags) =>
        Repeat(
            name,
            () =>
                cache
                    .GetOrCreateAsync(Key, static _ => ValueTask.FromResult(Topic.Sample), tags: tags ?? NoTags)
                    .GetAwaiter()
                    .GetResult()
        );

    private static Variant Interpolated(string name, HybridCache cache)
    {
        int number = 7;
        return Repeat(
            name,
            () =>
                cache
                    .GetOrCreateAsync($"topic:detail:{number}", static _ => ValueTask.FromResult(Topic.Sample))
                    .GetAwaiter()
                    .GetResult()
        );
    }

    private static Variant Mutable(string name, HybridCache cache) =>
        Repeat(
            name,
            () =>
                cache
                    .GetOrCreateAsync("mutable", static _ => ValueTask.FromResult(new List<int> { 1, 2, 3 }))
                    .GetAwaiter()
                    .GetResult()
        );

    // As an exporter does.
    private static MeterListener CountRequests(IMeterFactory meters)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name is "cache.requests")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private static Variant Marked(string name, HybridCache cache) =>
        Repeat(
            name,
            () =>
                cache
                    .GetOrCreateAsync("marked", static _ => ValueTask.FromResult(MarkedTopic.Sample))
                    .GetAwaiter()
                    .GetResult()
        );

    private static Variant Repeat<T>(string name, Func<T> read) =>
        new(
            name,
            operations =>
            {
                for (int i = 0; i < operations; i++)
                {
                    read();
                }

                return Task.CompletedTask;
            }
        );
}
