using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Wire;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

// Rule: an invalidation leaves dead entries in Redis until they expire. The sweep looks through the keys in small steps,
//   one process at a time, and unlinks what is dead for certain; what changed since it was looked at stays.
// Threads: one loop.
internal sealed class Sweep : IAsyncDisposable
{
    private const int KeysAtOnce = 250;
    private static readonly TimeSpan LockLife = TimeSpan.FromMinutes(1);
    private readonly RedisNode _node;
    private readonly LocalParts _local;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sweeping;

    public Sweep(RedisNode node, LocalParts local, TimeProvider time)
    {
        _node = node;
        _local = local;
        TimeSpan interval = node.Options.SweepInterval;
        _sweeping = interval > TimeSpan.Zero ? RunAsync(new PeriodicTimer(interval, time)) : Task.CompletedTask;
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
            if (_node.Gate.IsOpen || !await LockAsync(When.NotExists).ConfigureAwait(false))
            {
                return 0;
            }

            foreach (IServer server in await _node.Link.FindPrimariesAsync().ConfigureAwait(false) ?? [])
            {
                await foreach (RedisKey[] keys in KeysAsync(server).ConfigureAwait(false))
                {
                    removed += await SweepAsync(keys).ConfigureAwait(false);
                    await LockAsync(When.Exists).ConfigureAwait(false);
                }
            }

            await Bounded(_node.Commands.Database.KeyDeleteAsync(_node.Keys.SweepLock, RedisCommands.Flags))
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisUnavailableException or RedisException or TimeoutException)
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

    private ValueTask<bool> LockAsync(When when) =>
        Bounded(
            _node.Commands.Database.StringSetAsync(
                _node.Keys.SweepLock,
                RedisValue.EmptyString,
                LockLife,
                when,
                RedisCommands.Flags
            )
        );

    private async IAsyncEnumerable<RedisKey[]> KeysAsync(IServer server)
    {
        var keys = new List<RedisKey>(KeysAtOnce);
        await foreach (
            RedisKey key in server
                .KeysAsync(
                    _node.Commands.Database.Database,
                    $"{GlobPattern.Escape(_node.Keys.ValuePrefix)}*",
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
        foreach (RedisKey key in keys)
        {
            string logical = key.ToString()[_node.Keys.ValuePrefix.Length..];
            byte[]? opening = await Bounded(
                    _node.Commands.Database.StringGetRangeAsync(
                        key,
                        0,
                        EntryFrame.OpeningLength - 1,
                        RedisCommands.Flags
                    )
                )
                .ConfigureAwait(false);
            if (IsDead(logical, opening))
            {
                removed += await _node.Slots.ReleaseAsync(logical, SlotHead.Of(opening)).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return removed;
    }

    /// <summary>Whether everything that can be known from the opening says so; tags beyond it are not looked at.</summary>
    private bool IsDead(string key, byte[]? opening) =>
        EntryFrame.TryReadStamp(opening, out Sequence stamp, out string[] tags)
        && (
            !_local.Store.Log.TryPosition(stamp, out long position)
                ? !_node.Gate.IsOpen
                : !_local.Store.Log.IsAlive(key, tags, position)
        );

    private ValueTask<T> Bounded<T>(Task<T> command) =>
        _node.Commands.BoundedAsync(command, _node.Commands.NewDeadline());
}
