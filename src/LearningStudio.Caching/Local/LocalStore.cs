using BitFaster.Caching.Lru;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Local;

/// <summary>The entries of this process: bounded by count, least recently used first out; expiry by our own clock.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LocalStore(int capacity, TimeProvider time)
{
    private readonly ConcurrentLru<string, CacheEntry> _entries = new(
        Environment.ProcessorCount,
        capacity,
        StringComparer.Ordinal
    );

    public CacheEntry? Find(string key)
    {
        if (!_entries.TryGet(key, out CacheEntry? entry))
        {
            return null;
        }

        if (time.GetTimestamp() < entry.ExpiresAt)
        {
            return entry;
        }

        Remove(key, entry);
        return null;
    }

    public void Set(string key, CacheEntry entry, TimeSpan lifetime)
    {
        entry.ExpiresAt = time.GetTimestamp() + (long)(lifetime.TotalSeconds * time.TimestampFrequency);
        _entries.AddOrUpdate(key, entry);
    }

    public void Remove(string key) => _entries.TryRemove(key, out _);

    /// <summary>Removes this very entry: a newer one under the key stays.</summary>
    public void Remove(string key, CacheEntry entry) => _entries.TryRemove(KeyValuePair.Create(key, entry));

    public void Clear() => _entries.Clear();
}
