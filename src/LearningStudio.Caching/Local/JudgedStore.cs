using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Local;

/// <summary>The local store seen through the log: what it returns is alive, readable and of the type asked for.</summary>
/// <remarks>Reads are thread-safe; stores and removals of one key happen under the lock of its stripe.</remarks>
internal sealed class JudgedStore(
    CacheLimits limits,
    IServiceProvider services,
    TimeProvider time,
    ILogger<VersionedCache> logger
)
{
    private readonly EntryFactory _entries = new(services);
    private readonly LocalStore _store = new(limits.LocalCapacity, time);

    public InvalidationLog Log { get; } = new(limits.InvalidationRecords, limits.MaximumExpiration, time);

    public bool TryRead<T>(string key, out T value)
    {
        if (_store.Find(key) is { } entry)
        {
            bool alive = Log.IsAlive(key, entry);
            if (alive && entry is not CacheEntry<T>)
            {
                value = default!;
                return false;
            }

            if (alive && TryRead((CacheEntry<T>)entry, out value))
            {
                return true;
            }

            _store.Remove(key, entry);
        }

        value = default!;
        return false;
    }

    /// <summary>Reads an entry at hand; false when its serialiser fails.</summary>
    public bool TryRead<T>(CacheEntry<T> entry, out T value)
    {
        try
        {
            value = entry.Read();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.UnreadableValue(typeof(T), exception.GetType());
            value = default!;
            return false;
        }
    }

    /// <summary>Makes an entry of a value; null when its serialiser fails.</summary>
    public CacheEntry<T>? CreateEntry<T>(T value, CallPlan plan, long stamp, string[] tags)
    {
        try
        {
            return _entries.Create(value, plan.Share, stamp, tags);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.UnwritableValue(typeof(T), exception.GetType());
            return null;
        }
    }

    /// <summary>Stores an entry; what cannot be stored still takes away what was there, since that is older.</summary>
    public void Store(string key, CacheEntry? entry, CallPlan plan)
    {
        if (entry is not null && entry.PayloadBytes <= limits.MaximumPayloadBytes)
        {
            _store.Set(key, entry, plan.Lifetime);
            return;
        }

        if (entry is not null)
        {
            logger.PayloadTooLarge(entry.PayloadBytes, limits.MaximumPayloadBytes);
        }

        Remove(key);
    }

    public void Remove(string key) => _store.Remove(key);

    // The log decides; clearing the store only gives its memory back, and may lose an entry filled meanwhile.
    public void RemoveEverything()
    {
        Log.RemoveEverything();
        _store.Clear();
    }
}
