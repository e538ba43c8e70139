using System.Globalization;
using System.Text.Json;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>Reads that Redis answers, and reads that nobody can answer, by some callers at once.</summary>
internal sealed class RedisReads(RedisServer server, Contenders contenders, int callers)
{
    private const int Keys = 1_024;
    private const int Operations = 16_384;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private static readonly HybridCacheEntryOptions PastMemory = new()
    {
        Flags = HybridCacheEntryFlags.DisableLocalCache,
    };

    private static readonly FusionCacheEntryOptions FusionPastMemory = new FusionCacheEntryOptions(
        Life
    ).SetSkipMemoryCache();

    private int _fresh;

    /// <summary>Reads that Redis answers, as callers grow.</summary>
    public static async Task<string> GrowAsync(RedisServer server, Contenders contenders)
    {
        var growth = new Growth("Redis hit as callers grow; processor time", "callers");
        foreach (int callers in new[] { 1, 8, 64, 512 })
        {
            var reads = new RedisReads(server, contenders, callers);
            growth.Add(callers, await reads.InTurn("Redis hit").MediansAsync(await reads.HitsOfAllAsync()));
        }

        return growth.ToString();
    }

    public async Task<string> HitsAsync() => await InTurn("Redis hit").RunAsync(await HitsOfAllAsync());

    private Interleaved InTurn(string what) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{what}, {callers} callers"),
            Operations,
            cpu: true,
            contenders.CountCommandsAsync
        );

    private async Task<Variant[]> HitsOfAllAsync()
    {
        IDatabase raw = contenders.Connect(server.Configuration).GetDatabase();
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(Topic.Sample);
        for (int i = 0; i < Keys; i++)
        {
            await raw.StringSetAsync($"raw:{i}", bytes, Life);
        }

        // As long as the place of the log that ours reads with every value.
        await raw.StringSetAsync("raw:sequence", $"{new string('0', 16)}:10", Life);

        HybridCache ours = contenders.Ours(server.Configuration);
        HybridCache sharing = contenders.Ours(server.Configuration, countsCommands: true);
        HybridCache hybrid = contenders.Microsoft(server.Configuration);
        FusionCache fusion = contenders.Fusion(server.Configuration);
        return
        [
            Concurrently("GET and System.Text.Json", i => RawAsync(raw, $"raw:{i % Keys}")),
            Concurrently("MGET and System.Text.Json", i => RawTwoAsync(raw, $"raw:{i % Keys}")),
            Concurrently("LearningStudio", i => ReadAsync(ours, $"topic:{i % Keys}")),
            Concurrently("LearningStudio, shared connection", i => ReadAsync(sharing, $"topic:{i % Keys}")),
            Concurrently("HybridCache", i => ReadAsync(hybrid, $"topic:{i % Keys}")),
            Concurrently("FusionCache", i => ReadAsync(fusion, $"topic:{i % Keys}")),
        ];
    }

    public async Task<string> MissesAsync()
    {
        IDatabase raw = contenders.Connect(server.Configuration).GetDatabase();
        HybridCache ours = contenders.Ours(server.Configuration);
        HybridCache sharing = contenders.Ours(server.Configuration, countsCommands: true);
        HybridCache hybrid = contenders.Microsoft(server.Configuration);
        FusionCache fusion = contenders.Fusion(server.Configuration);
        return await InTurn("Miss, factory, store")
            .RunAsync(
                Concurrently("GET, System.Text.Json, SETEX", _ => RawMissAsync(raw, $"raw-miss:{Fresh()}")),
                Concurrently("LearningStudio", _ => ReadAsync(ours, $"miss:{Fresh()}")),
                Concurrently("LearningStudio, shared connection", _ => ReadAsync(sharing, $"miss:{Fresh()}")),
                Concurrently("HybridCache", _ => ReadAsync(hybrid, $"miss:{Fresh()}")),
                Concurrently("FusionCache", _ => ReadAsync(fusion, $"miss:{Fresh()}"))
            );
    }

    private int Fresh() => Interlocked.Increment(ref _fresh);

    private Variant Concurrently(string name, Func<int, Task> run) =>
        new(
            name,
            operations =>
                Task.WhenAll(
                    Enumerable
                        .Range(0, callers)
                        .Select(caller =>
                            Task.Run(async () =>
                            {
                                for (int i = caller; i < operations; i += callers)
                                {
                                    await run(i);
                                }
                            })
                        )
                )
        );

    private static async Task RawAsync(IDatabase raw, string key)
    {
        RedisValue value = await raw.StringGetAsync(key);
        JsonSerializer.Deserialize<Topic>(((ReadOnlyMemory<byte>)value).Span);
    }

    private static async Task RawTwoAsync(IDatabase raw, string key)
    {
        RedisValue[] values = await raw.StringGetAsync([key, "raw:sequence"]);
        JsonSerializer.Deserialize<Topic>(((ReadOnlyMemory<byte>)values[0]).Span);
    }

    private static async Task RawMissAsync(IDatabase raw, string key)
    {
        if ((await raw.StringGetAsync(key)).IsNull)
        {
            await raw.StringSetAsync(key, JsonSerializer.SerializeToUtf8Bytes(Topic.Sample), Life);
        }
    }

    private static Task<Topic> ReadAsync(HybridCache cache, string key) =>
        cache.GetOrCreateAsync(key, static _ => ValueTask.FromResult(Topic.Sample), PastMemory).AsTask();

    private static Task<Topic> ReadAsync(FusionCache cache, string key) =>
        cache.GetOrSetAsync<Topic>(key, static (_, _) => Task.FromResult(Topic.Sample), FusionPastMemory).AsTask();
}
