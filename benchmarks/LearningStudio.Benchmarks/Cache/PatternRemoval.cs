using LearningStudio.Benchmarks.Turns;
using LearningStudio.Caching;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;
using StackExchange.Redis;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>What an invalidation costs while Redis holds so many keys: it records itself, and visits none of them.</summary>
internal static class PatternRemoval
{
    private const int Matching = 1000;

    public static async Task<string> RunAsync(RedisServer server, Contenders contenders)
    {
        VersionedCache ours = contenders.Ours(server.Configuration);
        HybridCache hybrid = contenders.Microsoft(server.Configuration);
        IDatabase raw = await server.ConnectAsync();
        byte[] script = await LoadAsync(raw);
        Func<Task> bare = () =>
            raw.ScriptEvaluateAsync(script, ["bare:records", "bare:sequence"], ["bare:channel", "forum:5:*"]);
        var growth = new Growth("An invalidation by pattern or tag, as the keys in Redis grow", "keys");
        foreach (int keys in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            await FillAsync(raw, keys);
            growth.Add(
                keys,
                await new Interleaved("Pattern removal", 400, cpu: false).MediansAsync(
                    new Variant(
                        "HybridCache.RemoveByTagAsync",
                        count => RepeatAsync(count, () => hybrid.RemoveByTagAsync("forum-5").AsTask())
                    ),
                    new Variant("a bare script that records, counts and publishes", count => RepeatAsync(count, bare)),
                    new Variant(
                        "LearningStudio.RemoveByPatternAsync",
                        count => RepeatAsync(count, () => RemoveAsync(ours, "forum:5:*"))
                    ),
                    new Variant(
                        "LearningStudio.RemoveByTagAsync",
                        count => RepeatAsync(count, () => ours.RemoveByTagAsync("forum-5").AsTask())
                    )
                )
            );
        }

        return growth + await ScanAsync(raw);
    }

    private static async Task RepeatAsync(int count, Func<Task> run)
    {
        for (int i = 0; i < count; i++)
        {
            await run();
        }
    }

    // The least that an invalidation of ours has to do in Redis.
    private static async Task<byte[]> LoadAsync(IDatabase raw) =>
        await raw
            .Multiplexer.GetServers()[0]
            .ScriptLoadAsync(
                """
                local number = redis.call('ZINCRBY', KEYS[1], 1, '#')
                redis.call('ZADD', KEYS[1], number, ARGV[2])
                redis.call('SET', KEYS[2], number)
                redis.call('PUBLISH', ARGV[1], number)
                return number
                """
            );

    // A removal that Redis was not told of would cost nothing.
    private static async Task RemoveAsync(VersionedCache cache, string pattern)
    {
        if (await cache.RemoveByPatternAsync(pattern) is not InvalidationScope.Everywhere)
        {
            throw new InvalidOperationException("Redis was away.");
        }
    }

    // In parts: a server that is busy for long counts as away.
    private static async Task FillAsync(IDatabase raw, int keys)
    {
        const int AtOnce = 10_000;
        for (int first = 1; first <= keys; first += AtOnce)
        {
            await raw.ScriptEvaluateAsync(
                "for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do redis.call('SET', 'bulk:' .. (i <= tonumber(ARGV[3]) and 'a' or 'b') .. ':' .. i, 'x') end",
                values: [first, first + AtOnce - 1, Matching]
            );
        }
    }

    private static async Task<string> ScanAsync(IDatabase raw)
    {
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        IServer server = raw.Multiplexer.GetServers()[0];
        int removed = 0;
        await foreach (RedisKey key in server.KeysAsync(pattern: "bulk:a:*", pageSize: 1000))
        {
            await raw.KeyDeleteAsync(key);
            removed++;
        }

        TimeSpan elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(began);
        return FormattableString.Invariant(
            $"\nSCAN and UNLINK of {removed:N0} among 1,000,000: {elapsed.TotalMilliseconds:N0} ms.\n"
        );
    }
}
