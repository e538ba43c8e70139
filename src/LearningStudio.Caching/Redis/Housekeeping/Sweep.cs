using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Wire;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Housekeeping;

// Rule: an invalidation leaves dead entries in Redis until they expire. The sweep looks through the keys in small steps,
//   one process at a time, and unlinks what is dead for certain; what changed since it was looked at stays.
// Threads: one loop.
internal sealed class Sweep : IAsyncDisposable
{
    private const int KeysAtOnce = 250;
    private readonly RedisSession _session;
    private readonly LocalParts _local;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sweeping;

    public Sweep(RedisSession session, LocalParts local)
    {
        _session = session;
        _local = local;
        TimeSpan interval = session.Options.SweepInterval;
        _sweeping = interval > TimeSpan.Zero ? RunAsync(new PeriodicTimer(interval, session.Time)) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>Sweeps once, unless another process does; returns how many entries it removed.</summary>
    public async Task<int> RunOnceAsync()
    {
        int removed = 0;
        try
        {
            if (_session.Breaker.IsOpen || !await LockAsync().ConfigureAwait(false))
            {
                return 0;
            }

            foreach ((IServer server, _) in await _session.Link.FindPrimariesAsync().ConfigureAwait(false) ?? [])
            {
                await foreach (RedisKey[] keys in KeysAsync(server).ConfigureAwait(false))
                {
                    removed += await SweepAsync(keys).ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // Nobody waits for a sweep.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The next sweep begins anew.
        }

        return removed;
    }

    private async Task RunAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                await RunOnceAsync().ConfigureAwait(false);
            }
        }
    }

    // Kept until the next is due: one sweep an interval, whoever makes it.
    private ValueTask<bool> LockAsync() =>
        Bounded(database =>
            database.StringSetAsync(
                _session.Keys.SweepLock,
                RedisValue.EmptyString,
                Life(_session.Options.SweepInterval),
                When.NotExists,
                RedisCommands.Flags
            )
        );

    private async IAsyncEnumerable<RedisKey[]> KeysAsync(IServer server)
    {
        var keys = new List<RedisKey>(KeysAtOnce);
        await foreach (
            RedisKey key in server
                .KeysAsync(
                    _session.Housekeeping.Database,
                    $"{GlobPattern.Escape(_session.Keys.ValuePrefix)}*",
                    KeysAtOnce
                )
                .WithCancellation(_stopping.Token)
                .ConfigureAwait(false)
        )
        {
            keys.Add(key);
            if (keys.Count == KeysAtOnce)
            {
                yield return [.. keys];
                keys.Clear();
            }
        }

        if (keys.Count > 0)
        {
            yield return [.. keys];
        }
    }

    private async Task<int> SweepAsync(RedisKey[] keys)
    {
        int removed = 0;
        RedisValue[] openings = await Bounded(database =>
                Task.WhenAll(
                    keys.Select(key =>
                        database.StringGetRangeAsync(key, 0, EntryFrame.OpeningLength - 1, RedisCommands.Flags)
                    )
                )
            )
            .ConfigureAwait(false);
        foreach ((RedisKey key, RedisValue value) in keys.Zip(openings))
        {
            ReadOnlyMemory<byte> opening = value;
            string logical = key.ToString()[_session.Keys.ValuePrefix.Length..];
            if (IsDead(logical, opening.Span))
            {
                removed += await _session
                    .HousekeepingSlots.ReleaseAsync(logical, SlotHead.Read(opening))
                    .ConfigureAwait(false)
                    ? 1
                    : 0;
            }
        }

        return removed;
    }

    /// <summary>Whether everything that can be known from the opening says so; tags beyond it are not looked at.</summary>
    private bool IsDead(string key, ReadOnlySpan<byte> opening) =>
        EntryFrame.TryReadStamp(opening, out Sequence stamp, out string[] tags)
        && (
            !_local.Store.Log.TryPosition(stamp, out long position)
                ? !_session.Breaker.IsOpen
                : !_local.Store.Log.IsAlive(key, tags, position)
        );

    private static TimeSpan Life(TimeSpan interval) => TimeSpan.FromMilliseconds(ValueSlots.Milliseconds(interval));

    private ValueTask<T> Bounded<T>(Func<IDatabase, Task<T>> send) =>
        _session.Housekeeping.BoundedAsync(send, _session.Housekeeping.NewDeadline());
}
