using BitFaster.Caching.Lru;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Local;

/// <summary>The entries of this process: bounded by count, least recently used first out; expiry by our own clock.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LocalStore(int capacity, LocalTrust trust)
{
    private ConcurrentLru<string, CacheEntry> _entries = Empty(capacity);

    public CacheEntry? Find(string key)
    {
        if (!_entries.TryGet(key, out CacheEntry? entry))
        {
            return null;
        }

        long now = trust.Now;
        if (now < entry.ExpiresAt)
        {
            return trust.Covers(entry, now) ? entry : null;
        }

        Remove(key, entry);
        return null;
    }

    public void Set(string key, CacheEntry entry, TimeSpan lifetime)
    {
        entry.StoredAt = trust.Now;
        entry.ExpiresAt = entry.StoredAt + lifetime.Ticks;
        _entries.AddOrUpdate(key, entry);
    }

    public void Remove(string key) => _entries.TryRemove(key, out _);

    /// <summary>Removes this very entry: a newer one under the key stays.</summary>
    public void Remove(string key, CacheEntry entry) => _entries.TryRemove(KeyValuePair.Create(key, entry));

    /// <summary>Begins with an empty store; an entry that is being added to the old one is lost with it.</summary>
    public void Clear() => _entries = Empty(capacity);

    private static ConcurrentLru<string, CacheEntry> Empty(int capacity) =>
        new(Environment.ProcessorCount, capacity, StringComparer.Ordinal);
}
