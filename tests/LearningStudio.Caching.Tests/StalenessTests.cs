namespace LearningStudio.Caching.Tests;

/// <summary>Readers, fills of random length and invalidators race; what they see is held against the source.</summary>
public sealed class StalenessTests : IDisposable
{
    private const int Keys = 8;
    private const int Seed = 20260101;
    private readonly CacheFixture _fixture = new();
    private readonly ManualResetEventSlim _start = new();
    private readonly long[] _source = new long[Keys];
    private readonly long[] _invalidated = new long[Keys];
    private long _reads;
    private long _stale;

    private VersionedCache Cache => _fixture.Cache;

    public void Dispose()
    {
        _start.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task RacingReadersAndInvalidators_NeverSeeAStaleValue()
    {
        Task[] racers =
        [
            .. Enumerable.Range(0, 8).Select(id => Task.Run(() => ReadAsync(new Random(Seed + id), 6000))),
            .. Enumerable.Range(0, Keys).Select(key => Task.Run(() => WriteAsync(key, new Random(Seed - key), 500))),
        ];

        _start.Set();
        await Task.WhenAll(racers);

        _reads.ShouldBe(48_000);
        _stale.ShouldBe(0);
    }

    // A version that the source had before an invalidation returned must not be seen by a read that starts afterwards.
    private async Task ReadAsync(Random random, int reads)
    {
        _start.Wait();
        for (int i = 0; i < reads; i++)
        {
            int key = random.Next(Keys);
            long least = Volatile.Read(ref _invalidated[key]);
            long seen = await Cache.GetOrCreateAsync(
                $"k:{key}",
                (Version: _source, Key: key, Yields: random.Next(4)),
                static async (source, _) =>
                {
                    long version = Volatile.Read(ref source.Version[source.Key]);
                    for (int y = 0; y < source.Yields; y++)
                    {
                        await Task.Yield();
                    }

                    return version;
                },
                tags: [$"t:{key % 2}"]
            );
            Interlocked.Increment(ref _reads);
            Interlocked.Add(ref _stale, seen < least ? 1 : 0);
        }
    }

    private async Task WriteAsync(int key, Random random, int versions)
    {
        _start.Wait();
        for (int version = 1; version <= versions; version++)
        {
            Volatile.Write(ref _source[key], version);
            Task invalidation = random.Next(5) switch
            {
                0 => Cache.RemoveAsync($"k:{key}").AsTask(),
                1 => Cache.RemoveByPatternAsync($"k:[{key}]").AsTask(),
                2 => Cache.RemoveByTagAsync($"t:{key % 2}").AsTask(),
                3 => Cache.RemoveByTagAsync("*").AsTask(),
                _ => Cache.SetAsync($"k:{key}", (long)version, tags: [$"t:{key % 2}"]).AsTask(),
            };
            await invalidation;
            Volatile.Write(ref _invalidated[key], version);
            await Task.Yield();
        }
    }
}
