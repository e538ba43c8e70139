using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Fills;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>One sequence of invalidations as Redis keeps it.</summary>
internal sealed class RedisSequence(RedisCommands commands, SequenceKeys keys, SequenceSettings settings)
{
    /// <summary>Appends one step, and removes what stands under keys in the same slot.</summary>
    public Task<SequenceStep> AppendAsync(
        IReadOnlyList<InvalidationTarget> invalidations,
        RedisKey[] values,
        Deadline deadline
    ) => AppendAsync(invalidations, values, RedisValue.EmptyString, TimeSpan.Zero, deadline);

    /// <summary>Removes the values of keys and appends that; in a cluster the values go first.</summary>
    public async Task<SequenceStep> RemoveAsync(IReadOnlyList<string> removed, RedisKeys names, Deadline deadline)
    {
        RedisKey[] values = [.. removed.Select(names.Value)];
        InvalidationTarget[] targets = [.. removed.Select(InvalidationTarget.ForKey)];
        if (!commands.IsCluster)
        {
            return await AppendAsync(targets, values, deadline).ConfigureAwait(false);
        }

        await commands
            .BoundedAsync(
                database => Task.WhenAll(values.Select(value => database.KeyDeleteAsync(value, RedisCommands.Flags))),
                deadline
            )
            .ConfigureAwait(false);
        return await AppendAsync(targets, [], deadline).ConfigureAwait(false);
    }

    /// <summary>Sets the value of a key and appends that as its removal; in a cluster the value goes first.</summary>
    public async Task<SequenceStep> SetAsync(
        string key,
        byte[] frame,
        TimeSpan lifetime,
        RedisKeys names,
        Deadline deadline
    )
    {
        RedisKey value = names.Value(key);
        InvalidationTarget[] targets = [InvalidationTarget.ForKey(key)];
        if (!commands.IsCluster)
        {
            return await AppendAsync(targets, [value], frame, lifetime, deadline).ConfigureAwait(false);
        }

        await commands
            .BoundedAsync(
                database =>
                    database.StringSetAsync(
                        value,
                        frame,
                        TimeSpan.FromMilliseconds(ValueSlots.Milliseconds(lifetime)),
                        flags: RedisCommands.Flags
                    ),
                deadline
            )
            .ConfigureAwait(false);
        return await AppendAsync(targets, [], deadline).ConfigureAwait(false);
    }

    private async Task<SequenceStep> AppendAsync(
        IReadOnlyList<InvalidationTarget> invalidations,
        RedisKey[] values,
        RedisValue frame,
        TimeSpan lifetime,
        Deadline deadline
    )
    {
        RedisValue[] arguments =
        [
            settings.Channel(commands.Database),
            settings.Kind,
            settings.Capacity,
            (long)settings.Retention.TotalMilliseconds,
            frame,
            ValueSlots.Milliseconds(lifetime),
            .. invalidations.Select(item => (RedisValue)item.ToMember()),
        ];
        RedisResult step = await commands
            .ScriptAsync(RedisScripts.Append, [keys.Sequence, keys.Records, keys.Times, .. values], arguments, deadline)
            .ConfigureAwait(false);
        return SequenceMessage.TryParseStep((byte[]?)step, out Sequence previous, out long number)
            ? new SequenceStep(previous.Epoch, previous.Number, number, invalidations)
            : throw commands.Fail("lost sequence");
    }

    /// <summary>Everything beyond a number.</summary>
    public async Task<SequenceDelta> ReadAsync(long after) =>
        Parse(await RangeAsync(after, Exclude.Start, take: -1).ConfigureAwait(false));

    /// <summary>A part of what stands at a score and beyond, in the order of the scores.</summary>
    /// <param name="from">The lowest score.</param>
    /// <param name="take">How many members at most.</param>
    public async Task<(SequenceDelta Part, double LastScore, bool IsWhole)> ReadPartAsync(double from, int take)
    {
        SortedSetEntry[] entries = await RangeAsync(from, Exclude.None, take).ConfigureAwait(false);
        return (Parse(entries), entries is [.., var last] ? last.Score : from, entries.Length < take);
    }

    private ValueTask<SortedSetEntry[]> RangeAsync(double from, Exclude exclude, int take) =>
        commands.BoundedAsync(
            database =>
                database.SortedSetRangeByScoreWithScoresAsync(
                    keys.Records,
                    from,
                    exclude: exclude,
                    take: take,
                    flags: RedisCommands.Flags
                ),
            commands.NewDeadline()
        );

    private static SequenceDelta Parse(SortedSetEntry[] entries)
    {
        Sequence end = default;
        long floor = 0;
        var invalidations = new List<NumberedInvalidation>(entries.Length);
        foreach (SortedSetEntry entry in entries)
        {
            string member = entry.Element.ToString();
            long number = (long)entry.Score;
            if (member is ['#', .. var epoch] && Sequence.TryParse($"{epoch}:{number}", out Sequence found))
            {
                end = found;
            }
            else if (member is "!")
            {
                floor = number;
            }
            else if (number >= 0)
            {
                // What this version cannot read, a later one has written: it may concern everything.
                InvalidationTarget target = InvalidationTarget.TryParseMember(member, out InvalidationTarget known)
                    ? known
                    : InvalidationTarget.Everything;
                invalidations.Add(new NumberedInvalidation(target, number));
            }
        }

        return new SequenceDelta(end, floor, invalidations);
    }
}
