using System.Runtime.CompilerServices;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Connection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>What stands under the cache's keys in Redis. In a cluster the log is on another server than most values.</summary>
internal sealed class ValueSlots(RedisCommands commands, RedisKeys keys)
{
    /// <summary>How long a lease stands without being renewed.</summary>
    public static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(10);

    private static readonly RedisValue LeaseMilliseconds = (long)LeaseLife.TotalMilliseconds;

    /// <summary>Asks for a slot and the place of the log, in one command outside a cluster.</summary>
    public Task<RedisValue[]> ReadAsync(string key, Deadline deadline)
    {
        RedisKey[] both = [keys.Value(key), keys.Patterns.Sequence];
        return commands.IsCluster
            ? commands.Send(both, static (database, both) => ReadApartAsync(database, both), deadline)
            : commands.Send(
                both,
                static (database, both) => database.StringGetAsync(both, RedisCommands.Flags),
                deadline
            );
    }

    /// <summary>Reads the place of the log.</summary>
    public async ValueTask<Sequence> ReadLogAsync(Deadline deadline) =>
        ParseLog(
            await commands
                .BoundedAsync(
                    database => database.StringGetAsync(keys.Patterns.Sequence, RedisCommands.Flags),
                    deadline
                )
                .ConfigureAwait(false)
        );

    /// <summary>Places a lease where the slot still begins with what was seen of it.</summary>
    public async Task<bool> ReplaceAsync(
        string key,
        ReadOnlyMemory<byte> seen,
        ReadOnlyMemory<byte> lease,
        Deadline deadline
    ) =>
        (bool)
            await commands
                .ScriptAsync(RedisScripts.Acquire, [keys.Value(key)], [seen, lease, LeaseMilliseconds], deadline)
                .ConfigureAwait(false);

    /// <summary>Places a lease unless anything stands there.</summary>
    public Task<bool> PlaceAsync(string key, ReadOnlyMemory<byte> lease, Deadline deadline) =>
        commands.Send(
            (Slot: keys.Value(key), Lease: lease),
            static (database, item) =>
                database.StringSetAsync(item.Slot, item.Lease, LeaseLife, When.NotExists, RedisCommands.Flags),
            deadline
        );

    /// <summary>
    /// Stores a frame where the slot still begins with the head; returns the log's place after it was sent, null when
    /// it was not stored.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Sequence?> CommitAsync(
        string key,
        ReadOnlyMemory<byte> head,
        byte[] frame,
        TimeSpan lifetime,
        Deadline deadline
    )
    {
        RedisKey[] slots = commands.IsCluster ? [keys.Value(key)] : [keys.Value(key), keys.Patterns.Sequence];
        RedisValue[] values = [head, frame, Milliseconds(lifetime)];
        RedisResult stored = await commands
            .ScriptAsync(RedisScripts.Commit, slots, values, deadline)
            .ConfigureAwait(false);
        return stored.IsNull ? null
            : commands.IsCluster ? await ReadLogAsync(deadline).ConfigureAwait(false)
            : ParseLog((RedisValue)stored);
    }

    /// <summary>Marks a key as being computed anew, for a span at the most as long as a lease; false where it is.</summary>
    public ValueTask<bool> TryMarkRefreshAsync(string key, TimeSpan span, Deadline deadline)
    {
        TimeSpan life = TimeSpan.FromMilliseconds(Milliseconds(span < LeaseLife ? span : LeaseLife));
        return commands.BoundedAsync(
            database =>
                database.StringSetAsync(
                    keys.Refresh(key),
                    RedisValue.EmptyString,
                    life,
                    When.NotExists,
                    RedisCommands.Flags
                ),
            deadline
        );
    }

    /// <summary>Has what still begins with a head stay for a span at least.</summary>
    public async Task ProlongAsync(string key, ReadOnlyMemory<byte> head, TimeSpan life, Deadline deadline) =>
        await commands
            .ScriptAsync(RedisScripts.Prolong, [keys.Value(key)], [head, Milliseconds(life)], deadline)
            .ConfigureAwait(false);

    /// <summary>Reads where the log and the removals stand.</summary>
    public async Task<(Sequence Log, Sequence Removals)> ReadSequencesAsync(Deadline deadline)
    {
        RedisKey[] both = [keys.Patterns.Sequence, keys.Removals.Sequence];
        RedisValue[] places = await commands
            .BoundedAsync(database => database.StringGetAsync(both, RedisCommands.Flags), deadline)
            .ConfigureAwait(false);
        return (ParseLog(places[0]), ParseLog(places[1]));
    }

    /// <summary>Prolongs a lease that still stands.</summary>
    public async Task RenewAsync(string key, ReadOnlyMemory<byte> lease) =>
        await commands
            .ScriptAsync(RedisScripts.Renew, [keys.Value(key)], [lease, LeaseMilliseconds], commands.NewDeadline())
            .ConfigureAwait(false);

    /// <summary>Deletes what still begins with a head.</summary>
    public async Task<bool> ReleaseAsync(string key, ReadOnlyMemory<byte> head) =>
        (bool)
            await commands
                .ScriptAsync(RedisScripts.Release, [keys.Value(key)], [head], commands.NewDeadline())
                .ConfigureAwait(false);

    /// <summary>A lifetime as Redis takes it: it refuses to keep something for no time.</summary>
    public static long Milliseconds(TimeSpan lifetime) => Math.Max(1, (long)lifetime.TotalMilliseconds);

    private static Task<RedisValue[]> ReadApartAsync(IDatabase database, RedisKey[] both) =>
        Task.WhenAll(
            Tolerant(database.StringGetAsync(both[0], RedisCommands.Flags)),
            database.StringGetAsync(both[1], RedisCommands.Flags)
        );

    // A list or a hash under the key: reading many gives nothing for it, reading one an error.
    private static async Task<RedisValue> Tolerant(Task<RedisValue> slot)
    {
        try
        {
            return await slot.ConfigureAwait(false);
        }
        catch (RedisServerException exception)
            when (exception.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            return RedisValue.Null;
        }
    }

    /// <exception cref="RedisUnavailableException">There is no such place; the breaker is open.</exception>
    public Sequence ParseLog(RedisValue text) =>
        Sequence.TryParse(((ReadOnlyMemory<byte>)text).Span, out Sequence sequence)
            ? sequence
            : throw commands.Fail("lost sequence");
}
