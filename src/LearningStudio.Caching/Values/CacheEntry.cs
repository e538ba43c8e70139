namespace LearningStudio.Caching.Values;

/// <summary>A cached value with what is needed to judge it.</summary>
/// <param name="stamp">The number of the latest invalidation before its factory ran.</param>
/// <param name="tags">The tags of the fill.</param>
internal abstract class CacheEntry(long stamp, string[] tags)
{
    private long _judgedUpTo = stamp;

    public long Stamp { get; } = stamp;

    public string[] Tags { get; } = tags;

    /// <summary>When it was stored, as a timestamp of the cache's clock.</summary>
    public long StoredAt { get; set; }

    /// <summary>When it expires, as a timestamp of the cache's clock.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>The invalidation up to which it is known to be alive.</summary>
    public long JudgedUpTo
    {
        get => Volatile.Read(ref _judgedUpTo);
        set => Volatile.Write(ref _judgedUpTo, value);
    }

    /// <summary>Bytes of the serialised value; 0 where the instance itself is kept.</summary>
    public abstract int PayloadBytes { get; }
}
