using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Local;

/// <summary>The local store seen through the log: what it returns is alive, readable and of the type asked for.</summary>
/// <remarks>Reads are thread-safe; stores and removals of one key happen under the lock of its stripe.</remarks>
internal sealed class JudgedStore(
    CacheLimits limits,
    LocalTrust trust,
    IServiceProvider services,
    TimeProvider time,
    ILogger<VersionedCache> logger
)
{
    private readonly ValueCodecs _codecs = new(services);
    private readonly LocalStore _store = new(limits.LocalCapacity, trust);

    public InvalidationLog Log { get; } = new(limits.InvalidationRecords, limits.MaximumExpiration, time);

    public bool TryRead<T>(string key, out T value) => TryRead(key, out value, out _);

    /// <summary>Reads the live entry of a key.</summary>
    public bool TryRead<T>(string key, out T value, out CacheEntry<T>? entry)
    {
        value = default!;
        entry = null;
        if (_store.Find(key) is not { } found)
        {
            return false;
        }

        bool alive = Log.IsAlive(key, found);
        entry = found as CacheEntry<T>;
        if (alive && entry is null)
        {
            return false;
        }

        if (alive && TryRead(entry!, out value))
        {
            return true;
        }

        _store.Remove(key, found);
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

    /// <summary>Makes an entry of a value, and its form in Redis where a place of the log there is given.</summary>
    public Prepared<T> Prepare<T>(T value, CallPlan plan, long stamp, string[] tags, Sequence? stampInRedis = null)
    {
        try
        {
            ValueCodec<T> codec = _codecs.Of<T>();
            if (stampInRedis is not { } place || !EntryFrame.CanName(tags))
            {
                return new Prepared<T>(codec.CreateEntry(value, payload: null, plan.Share, stamp, tags), null);
            }

            long expiresAt = (time.GetUtcNow() + plan.Lifetime).ToUnixTimeMilliseconds();
            var opening = new EntryFrame(place, expiresAt, tags, default);
            byte[]? frame = codec.CreateFrame(value, opening, limits.MaximumPayloadBytes, out int length);
            if (frame is null)
            {
                logger.PayloadTooLarge(length, limits.MaximumPayloadBytes);
            }

            ReadOnlyMemory<byte>? payload = frame?.AsMemory(frame.Length - length);
            return new Prepared<T>(codec.CreateEntry(value, payload, plan.Share, stamp, tags), frame);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.UnwritableValue(typeof(T), exception.GetType());
            return default;
        }
    }

    /// <summary>Reads a value's form in Redis; false when it is not readable here, expired or invalidated.</summary>
    public bool TryParse<T>(string key, ReadOnlyMemory<byte> slot, out Parsed<T> parsed)
    {
        parsed = default;
        try
        {
            ValueCodec<T> codec = _codecs.Of<T>();
            if (
                !EntryFrame.TryParse(slot, codec.Fingerprint, out EntryFrame frame)
                || frame.Payload.Length > limits.MaximumPayloadBytes
                || !Log.TryPosition(frame.Stamp, out long stamp)
                || !Log.IsAlive(key, frame.Tags, stamp)
            )
            {
                return false;
            }

            var left = TimeSpan.FromMilliseconds(frame.ExpiresAt - time.GetUtcNow().ToUnixTimeMilliseconds());
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            parsed = new Parsed<T>(codec.Deserialize(frame.Payload), frame.Payload, stamp, frame.Tags, left);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.UnreadableValue(typeof(T), exception.GetType());
            return false;
        }
    }

    /// <summary>Makes an entry of what Redis held.</summary>
    public CacheEntry<T> CreateEntry<T>(in Parsed<T> parsed, bool share) =>
        _codecs.Of<T>().CreateEntry(parsed.Value, parsed.Payload, share, parsed.Stamp, parsed.Tags);

    /// <summary>Stores an entry; what cannot be stored still takes away what was there, since that is older.</summary>
    public void Store(string key, CacheEntry? entry, CallPlan plan)
    {
        if (entry is not null && entry.PayloadBytes <= limits.MaximumPayloadBytes)
        {
            _store.Set(key, entry, plan.LocalLifetime);
            return;
        }

        if (entry is not null)
        {
            logger.PayloadTooLarge(entry.PayloadBytes, limits.MaximumPayloadBytes);
        }

        Remove(key);
    }

    public void Remove(string key) => _store.Remove(key);

    /// <summary>Removes this very entry.</summary>
    public void Remove(string key, CacheEntry entry) => _store.Remove(key, entry);

    public void Clear() => _store.Clear();
}
