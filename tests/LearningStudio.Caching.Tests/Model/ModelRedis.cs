using System.Globalization;
using LearningStudio.Caching.Redis;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>What a server holds, and what the cache's scripts do to it, in the test's own words.</summary>
internal sealed class ModelRedis
{
    // The model's clocks are all one.
    private const string NoTime = "";

    private Dictionary<string, byte[]> _strings = [];
    private Dictionary<string, SortedDictionary<string, long>> _sets = [];
    private (Dictionary<string, byte[]> Strings, Dictionary<string, SortedDictionary<string, long>> Sets) _saved = (
        [],
        []
    );
    private int _runs = 1;

    /// <summary>Receives what is published.</summary>
    public required Action<byte[]> Publish { get; init; }

    /// <summary>What it answers to a script over keys of two slots; null where it runs it.</summary>
    public string? Refusal { get; init; }

    public void Save() => _saved = (new(_strings), Copy(_sets));

    /// <summary>Starts anew from what was saved last.</summary>
    public void Restart()
    {
        _runs++;
        (_strings, _sets) = (new(_saved.Strings), Copy(_saved.Sets));
    }

    public void Delete(string key)
    {
        _strings.Remove(key);
        _sets.Remove(key);
    }

    public RedisValue Get(string key) => _strings.TryGetValue(key, out byte[]? value) ? value : RedisValue.Null;

    public bool SetIfAbsent(string key, byte[] value) => _strings.TryAdd(key, value);

    public SortedSetEntry[] Range(string key, double from, bool excluded, long take) =>
        [
            .. (_sets.GetValueOrDefault(key) ?? [])
                .Where(entry => excluded ? entry.Value > from : entry.Value >= from)
                .OrderBy(entry => entry.Value)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Take(take < 0 ? int.MaxValue : (int)take)
                .Select(entry => new SortedSetEntry(entry.Key, entry.Value)),
        ];

    public RedisResult Run(byte[] script, string[] keys, byte[][] arguments) =>
        script == RedisScripts.Append.Hash ? Append(keys, arguments)
        : script == RedisScripts.Ensure.Hash ? Ensure(keys, arguments)
        : script == RedisScripts.Heartbeat.Hash
            ? Result((RedisValue)(Sound(keys[0], keys[1]) ?? ""), Sound(keys[3], keys[4]) ?? "", NoTime, $"{RunId()}")
        : script == RedisScripts.Probe.Hash
            ? Refusal is null ? Result(0)
                : throw new RedisServerException(RedisErrorKind.CrossSlot, CommandFlags.None, Refusal)
        : script == RedisScripts.Acquire.Hash ? Result(Replace(keys[0], arguments[0], arguments[1]))
        : script == RedisScripts.Commit.Hash
            ? Result(Replace(keys[0], arguments[0], arguments[1]) > 0 ? Get(keys[1]) : RedisValue.Null)
        : script == RedisScripts.Renew.Hash ? Result(1)
        : script == RedisScripts.Release.Hash ? Result(Replace(keys[0], arguments[0], null))
        : throw new NotSupportedException("A script that the model does not know.");

    public RedisResult RunId() => RedisResult.Create((RedisValue)$"{_runs:x40}");

    private RedisResult Append(string[] keys, byte[][] arguments)
    {
        if (Sound(keys[0], keys[1]) is not { } sequence)
        {
            CountUnsound(keys[0], keys[1]);
            _strings.Remove(keys[0]);
            return Result(RedisValue.Null);
        }

        string[] parts = sequence.Split(':');
        long number = Number(parts[1]) + 1;
        SortedDictionary<string, long> records = _sets[keys[1]];
        string message = $"{Text(arguments[1])}{sequence}:{number}\n";
        foreach (string member in arguments[6..].Select(Text))
        {
            message += $"{member.Length}:{member}";
            if (member is "*")
            {
                Forget(records, number);
            }
            else
            {
                records[member] = number;
            }
        }

        records[$"#{parts[0]}"] = number;
        Trim(records, Number(Text(arguments[2])), number);
        _strings[keys[0]] = Bytes($"{parts[0]}:{number}");
        foreach (string value in keys[3..])
        {
            _strings.Remove(value);
            if (arguments[4].Length > 0)
            {
                _strings[value] = arguments[4];
            }
        }

        Publish(Bytes(message));
        return Result($"{sequence}:{number}");
    }

    // It is counted before it is known to be unsound.
    private void CountUnsound(string sequence, string records)
    {
        if (Get(sequence) is { IsNull: false } value)
        {
            _sets.TryAdd(records, new(StringComparer.Ordinal));
            string epoch = $"#{$"{value}".Split(':')[0]}";
            _sets[records][epoch] = _sets[records].GetValueOrDefault(epoch) + 1;
        }
    }

    private static void Trim(SortedDictionary<string, long> records, long capacity, long newest)
    {
        long[] numbers =
        [
            .. records.Where(entry => entry.Key[0] is 'p' or 't' or 'k').Select(entry => entry.Value).Order(),
        ];
        long over = numbers.Length - capacity;
        if (over > 0 && numbers[over - 1] < newest)
        {
            Forget(records, numbers[over - 1]);
        }
    }

    private RedisResult Ensure(string[] keys, byte[][] arguments)
    {
        string run = $"@{Text(arguments[1])}";
        if (
            Sound(keys[0], keys[1]) is not { } patterns
            || Sound(keys[3], keys[4]) is not { } removals
            || patterns[..16] != removals[..16]
            || !_sets[keys[1]].ContainsKey(run)
            || IsBehind(patterns, removals, arguments)
        )
        {
            foreach (int i in new[] { 0, 3 })
            {
                _strings[keys[i]] = Bytes($"{Text(arguments[0])}:0");
                _sets[keys[i + 1]] = new(StringComparer.Ordinal)
                {
                    [run] = -1,
                    ["!"] = 0,
                    [$"#{Text(arguments[0])}"] = 0,
                };
            }
        }

        return Result(Get(keys[0]), Get(keys[3]), NoTime);
    }

    // What the asking node knows, the server has to know.
    private static bool IsBehind(string patterns, string removals, byte[][] arguments) =>
        patterns[..16] == Text(arguments[3])
        && (Number(patterns[17..]) < Number(Text(arguments[4])) || Number(removals[17..]) < Number(Text(arguments[5])));

    private string? Sound(string sequence, string records) =>
        Get(sequence) is { IsNull: false } value
        && $"{value}".Split(':') is [var epoch, var number]
        && _sets.GetValueOrDefault(records)?.GetValueOrDefault($"#{epoch}", -2) == Number(number)
            ? $"{value}"
            : null;

    private int Replace(string key, byte[] head, byte[]? value)
    {
        byte[] present = _strings.GetValueOrDefault(key) ?? [];
        if (!present.Take(12).SequenceEqual(head))
        {
            return 0;
        }

        _strings.Remove(key);
        if (value is not null)
        {
            _strings[key] = value;
        }

        return 1;
    }

    private static void Forget(SortedDictionary<string, long> records, long upTo)
    {
        foreach (
            string old in records.Where(entry => entry.Value >= 0 && entry.Value <= upTo).Select(e => e.Key).ToArray()
        )
        {
            records.Remove(old);
        }

        records["!"] = upTo;
    }

    private static Dictionary<string, SortedDictionary<string, long>> Copy(
        Dictionary<string, SortedDictionary<string, long>> sets
    ) =>
        sets.ToDictionary(set => set.Key, set => new SortedDictionary<string, long>(set.Value, StringComparer.Ordinal));

    private static RedisResult Result(params RedisValue[] values) =>
        values.Length == 1 ? RedisResult.Create(values[0]) : RedisResult.Create(values);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
