using BitFaster.Caching.Lru;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Local;

/// <summary>The entries of this process: bounded by count, least recently used first out; expiry by our own clock.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LocalStore(int capacity, LocalFreshness freshness)
{
    private ConcurrentLru<string, CacheEntry> _entries = Empty(capacity);

    /// <summary>Finds an entry that has not expired; also says by which time that was judged.</summary>
    public CacheEntry? Find(string key, out long now)
    {
        now = 0;
        if (!_entries.TryGet(key, out CacheEntry? entry))
        {
            return null;
        }

        now = freshness.Now;
        if (now < entry.ExpiresAt)
        {
            return freshness.Covers(entry, now) ? entry : null;
        }

        DropUseless(entry, now);
        return null;
    }

    /// <summary>Finds an entry even though it has expired, where it may serve if a factory fails.</summary>
    public CacheEntry? FindUsable(string key, out long now)
    {
        now = 0;
        if (!_entries.TryGet(key, out CacheEntry? entry))
        {
            return null;
        }

        now = freshness.Now;
        DropUseless(entry, now);
        return now < entry.UsableUntil && freshness.Covers(entry, now) ? entry : null;
    }

    /// <summary>Whether there is an entry that has not expired, trusted or not.</summary>
    public bool HasUnexpired(string key) =>
        _entries.TryGet(key, out CacheEntry? entry) && freshness.Now < entry.ExpiresAt;

    /// <summary>The same for a key that is no string yet.</summary>
    public CacheEntry? Find(ReadOnlySpan<char> key, out long now)
    {
        now = freshness.Now;
        return
            _entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGet(key, out CacheEntry? entry)
            && now < entry.ExpiresAt
            && freshness.Covers(entry, now)
            ? entry
            : null;
    }

    public void Set(string key, CacheEntry entry, in CallPlan plan)
    {
        entry.Key = key;
        entry.StoredAt = freshness.Now;
        entry.ExpiresAt = entry.StoredAt + plan.LocalLifetime.Ticks;
        entry.UsableUntil = entry.ExpiresAt + plan.FailSafe.Ticks;
        entry.Version = plan.Rules.Version;
        entry.RefreshAt = RefreshAt(entry.StoredAt, plan);
        _entries.AddOrUpdate(key, entry);
    }

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The share of the look-ups that found something.</summary>
    public double HitRatio => _entries.Metrics.Value?.HitRatio ?? 0;

    public void Remove(string key) => _entries.TryRemove(key, out _);

    /// <summary>Removes this very entry: a newer one under the key stays.</summary>
    public void Remove(string key, CacheEntry entry) => _entries.TryRemove(KeyValuePair.Create(key, entry));

    /// <summary>Begins with an empty store; an entry that is being added to the old one is lost with it.</summary>
    public void Clear() => _entries = Empty(capacity);

    private void DropUseless(CacheEntry entry, long now)
    {
        if (now >= entry.UsableUntil)
        {
            Remove(entry.Key, entry);
        }
    }

    // Without Redis an entry ends with its life here.
    private static long RefreshAt(long now, in CallPlan call)
    {
        CallPlan plan = call.May(CacheAccess.Redis) ? call : call.Limit(call.LocalLifetime);
        return plan.Rules.RefreshAhead > TimeSpan.Zero
            ? now + (plan.Lifetime - plan.RefreshAhead).Ticks
            : long.MaxValue;
    }

    private static ConcurrentLru<string, CacheEntry> Empty(int capacity) =>
        new(Environment.ProcessorCount, capacity, StringComparer.Ordinal);
}
