using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Staleness;

/// <summary>Readers, fills of random length and invalidators race on several nodes; what they see is held to the board.</summary>
public sealed class StalenessRun(Board board, IReadOnlyList<Node> nodes, StalenessPlan plan)
{
    private static readonly HybridCacheEntryOptions PastMemory = new()
    {
        Flags = HybridCacheEntryFlags.DisableLocalCache,
    };

    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _start = new();
    private Report _total = Report.Empty;
    private long _fills;

    public async Task<Report> RunAsync(CancellationToken stopping)
    {
        Task[] racers =
        [
            .. Enumerable
                .Range(0, nodes.Count * plan.ReadersPerNode)
                .Select(reader => Task.Run(() => ReadAsync(reader, stopping), CancellationToken.None)),
            .. Enumerable
                .Range(0, Board.Keys)
                .Where(key => key % plan.Processes == plan.Process)
                .Select(key => Task.Run(() => WriteAsync(key, stopping), CancellationToken.None)),
        ];
        _start.Set();
        await Task.WhenAll(racers);
        return _total with { Fills = _fills };
    }

    private async Task ReadAsync(int reader, CancellationToken stopping)
    {
        var random = new Random(plan.Seed + (1000 * plan.Process) + reader);
        Node node = nodes[reader % nodes.Count];
        var ages = new SortedDictionary<int, long>();
        Report seen = Report.Empty;
        _start.Wait(CancellationToken.None);
        while (!stopping.IsCancellationRequested)
        {
            int key = random.Next(Board.Keys);
            bool pastMemory = random.Next(3) == 0;
            int generation = node.Breaker.Generation;
            bool closed = !node.IsOpen;
            long confirmed = board.Confirmed(key);
            long own = Volatile.Read(ref node.Own[key]);
            long began = Stopwatch.GetTimestamp();
            long version = await node.Cache.GetOrCreateAsync(
                Key(key),
                token => FillAsync(key, random.Next(plan.MaxFillMilliseconds), token),
                pastMemory ? PastMemory : null,
                [Tag(key)],
                CancellationToken.None
            );
            closed &= generation == node.Breaker.Generation;
            bool isRedisRead = pastMemory && closed;
            bool isStale = version < own || (isRedisRead && version < confirmed);
            seen = seen with
            {
                Reads = seen.Reads + 1,
                RedisReads = seen.RedisReads + (isRedisRead ? 1 : 0),
                Stale = seen.Stale + (isStale ? 1 : 0),
            };
            if (!pastMemory && closed)
            {
                int age = version < confirmed ? Age(key, version, began) : 0;
                ages[age] = ages.GetValueOrDefault(age) + 1;
            }
        }

        Add(seen with { Ages = ages });
    }

    private int Age(int key, long version, long began)
    {
        double age = Stopwatch.GetElapsedTime(board.ConfirmedAt(key, version + 1), began).TotalMilliseconds;
        return (int)Math.Ceiling(Math.Max(0, age));
    }

    // The factory reads the source first and returns late: as old as a value can be.
    private async ValueTask<long> FillAsync(int key, int milliseconds, CancellationToken cancellationToken)
    {
        long version = board.Source(key);
        Interlocked.Increment(ref _fills);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);
        return version;
    }

    private async Task WriteAsync(int key, CancellationToken stopping)
    {
        var random = new Random(plan.Seed - key);
        Report done = Report.Empty;
        _start.Wait(CancellationToken.None);
        while (!stopping.IsCancellationRequested)
        {
            Node node = nodes[random.Next(nodes.Count)];
            long version = board.Advance(key);
            int generation = node.Breaker.Generation;
            bool closed = !node.IsOpen;
            await InvalidateAsync(node.Cache, key, version, random.Next(5));
            bool reachedRedis = closed && generation == node.Breaker.Generation;
            InterlockedMax(ref node.Own[key], version);
            if (reachedRedis)
            {
                board.Confirm(key, version, Stopwatch.GetTimestamp());
            }

            done = done with
            {
                Invalidations = done.Invalidations + (reachedRedis ? 1 : 0),
                Unconfirmed = done.Unconfirmed + (reachedRedis ? 0 : 1),
            };
            await Task.Delay(
                TimeSpan.FromMilliseconds(random.Next(plan.MaxPauseMilliseconds)),
                TimeProvider.System,
                CancellationToken.None
            );
        }

        Add(done);
    }

    private static Task InvalidateAsync(VersionedCache cache, int key, long version, int how) =>
        how switch
        {
            0 => cache.RemoveAsync(Key(key)).AsTask(),
            1 => cache.RemoveByPatternAsync($"k:{key}[:]*").AsTask(),
            2 => cache.RemoveByTagAsync(Tag(key)).AsTask(),
            3 when key == 0 => cache.RemoveByPatternAsync("*").AsTask(),
            3 => cache.RemoveByPatternAsync($"?:{key}:*").AsTask(),
            _ => cache.SetAsync(Key(key), version, tags: [Tag(key)]).AsTask(),
        };

    public static string Key(int key) => $"k:{key}:value";

    private static string Tag(int key) => $"t:{key % 4}";

    private static void InterlockedMax(ref long target, long value)
    {
        long known;
        while (
            (known = Volatile.Read(ref target)) < value
            && Interlocked.CompareExchange(ref target, value, known) != known
        ) { }
    }

    private void Add(Report part)
    {
        lock (_lock)
        {
            _total += part;
        }
    }
}
