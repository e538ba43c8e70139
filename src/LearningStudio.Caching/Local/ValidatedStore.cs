using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Local;

/// <summary>The local store seen through the log: what it returns is alive, readable and of the type asked for.</summary>
/// <remarks>Reads are thread-safe; stores and removals of one key happen under the lock of its stripe.</remarks>
internal sealed class ValidatedStore(
    CacheLimits limits,
    LocalFreshness freshness,
    TimeProvider time,
    ILogger<VersionedCache> logger
)
{
    private readonly LocalStore _store = new(limits.LocalCapacity, freshness);

    public InvalidationLog Log { get; } = new(limits.InvalidationRecords, limits.MaxExpiration, time);

    public int Count => _store.Count;

    public double HitRatio => _store.HitRatio;

    /// <summary>Reads the live entry of a key.</summary>
    public bool TryRead<T>(string key, in CallPlan plan, out T value) =>
        TryRead(key, plan, mayRefresh: false, out value, out _);

    /// <param name="key">The key.</param>
    /// <param name="plan">The call's plan.</param>
    /// <param name="mayRefresh">Whether the caller can compute it anew.</param>
    /// <param name="value">The value.</param>
    /// <param name="isDue">Whether the caller is to compute it anew in the background: it says so once in a while.</param>
    public bool TryRead<T>(string key, in CallPlan plan, bool mayRefresh, out T value, out bool isDue)
    {
        isDue = false;
        value = default!;
        if (_store.Find(key, out long now) is not { } found)
        {
            return false;
        }

        if (!Log.IsAlive(key, found) || found.Version != plan.Rules.Version)
        {
            _store.Remove(key, found);
            return false;
        }

        if (found is not CacheEntry<T> entry)
        {
            return false;
        }

        if (TryRead(entry, out value))
        {
            isDue = now >= entry.RefreshAt && mayRefresh && plan.May(CacheAccess.Write) && entry.TryBeginRefresh(now);
            return true;
        }

        _store.Remove(key, found);
        return false;
    }

    /// <summary>Reads a live entry where a hit is all there is to it: it is not due, and not to be audited.</summary>
    public bool TryReadPlainly<T>(ReadOnlySpan<char> key, in CallPlan plan, out string known, out T value)
    {
        value = default!;
        known = "";
        if (
            _store.Find(key, out long now) is not CacheEntry<T> entry
            || now >= entry.RefreshAt
            || entry.Version != plan.Rules.Version
            || plan.Rules.Audit > 0
            || !Log.IsAlive(entry.Key, entry)
        )
        {
            return false;
        }

        known = entry.Key;
        return TryRead(entry, out value);
    }

    /// <summary>
    /// Whether there is an entry that would serve, had this process made sure lately that it has missed nothing.
    /// </summary>
    public bool IsDoubted(string key) => freshness.IsDoubtful && _store.HasUnexpired(key);

    /// <summary>Whether a value is still what memory holds, alive: nothing was stored, removed or invalidated since.</summary>
    public bool Holds<T>(string key, CacheEntry<T> entry) =>
        ReferenceEquals(_store.Find(key, out _), entry) && Log.IsAlive(key, entry);

    /// <summary>The live entry of a key.</summary>
    public CacheEntry<T>? Find<T>(string key) =>
        _store.Find(key, out _) is CacheEntry<T> entry && Log.IsAlive(key, entry) ? entry : null;

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

    /// <summary>An expired entry that may serve since the factory failed, and for how long; null where there is none.</summary>
    public CacheEntry<T>? FindExpired<T>(string key, in CallPlan plan, out TimeSpan usableFor)
    {
        usableFor = TimeSpan.Zero;
        if (
            _store.FindUsable(key, out long now) is not CacheEntry<T> entry
            || now < entry.ExpiresAt
            || entry.Version != plan.Rules.Version
            || !Log.IsAlive(key, entry)
        )
        {
            return null;
        }

        usableFor = TimeSpan.FromTicks(entry.UsableUntil - now);
        return entry;
    }

    /// <summary>Stores an entry; what cannot be stored still takes away what was there, since that is older.</summary>
    public void Store(string key, CacheEntry? entry, in CallPlan plan)
    {
        if (entry is not null && entry.PayloadBytes <= limits.MaxPayloadBytes && plan.May(CacheAccess.WriteLocal))
        {
            _store.Set(key, entry, plan);
            return;
        }

        if (entry?.PayloadBytes > limits.MaxPayloadBytes)
        {
            logger.PayloadTooLarge(entry.PayloadBytes, limits.MaxPayloadBytes);
        }

        Remove(key);
    }

    public void Remove(string key) => _store.Remove(key);

    /// <summary>Removes this very entry.</summary>
    public void Remove(string key, CacheEntry entry) => _store.Remove(key, entry);

    public void Clear() => _store.Clear();
}
