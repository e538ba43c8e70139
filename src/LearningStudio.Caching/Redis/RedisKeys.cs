using System.Text;
using LearningStudio.Caching.Redis.Sequences;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>The names under which the cache keeps things in Redis.</summary>
/// <remarks>The control keys share a hash tag, so that one script may touch them all in a cluster too.</remarks>
internal sealed class RedisKeys
{
    private readonly RedisKey _valuePrefix;
    private readonly RedisKey _refreshPrefix;
    private readonly string _control;

    public RedisKeys(string keyPrefix, int version)
    {
        string control = $"{keyPrefix}:{{invalidation}}";
        ValuePrefix = $"{keyPrefix}:v{version}:";
        _valuePrefix = Encoding.UTF8.GetBytes(ValuePrefix);
        _refreshPrefix = Encoding.UTF8.GetBytes($"{keyPrefix}:refresh:v{version}:");
        _control = control;
        Patterns = new SequenceKeys($"{control}:sequence", $"{control}:records", $"{control}:times");
        Removals = new SequenceKeys($"{control}:removals", $"{control}:removed", $"{control}:times");
        SweepLock = $"{control}:sweep";
    }

    public string ValuePrefix { get; }

    /// <summary>Invalidations of patterns, of tags and of everything.</summary>
    public SequenceKeys Patterns { get; }

    /// <summary>Removals and sets of single keys.</summary>
    public SequenceKeys Removals { get; }

    public RedisKey SweepLock { get; }

    /// <summary>Where steps are published; channels, unlike keys, are common to all databases of a server.</summary>
    public string Channel(int database) => $"{_control}:{database}";

    /// <summary>Where the client itself hears of changed servers.</summary>
    public string ClientChannel => $"{_control}:client";

    /// <summary>The mark of a value that one of the processes computes anew.</summary>
    public RedisKey Refresh(string key) => _refreshPrefix.Append(key);

    public RedisKey Value(string key) => _valuePrefix.Append(key);
}
