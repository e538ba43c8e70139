namespace LearningStudio.Caching.Values;

/// <summary>A cached value with what is needed to judge it.</summary>
/// <param name="stamp">The number of the latest invalidation before its factory ran.</param>
/// <param name="tags">The tags of the fill.</param>
internal abstract class CacheEntry(long stamp, string[] tags)
{
    private const long RefreshAgainAfter = TimeSpan.TicksPerSecond;
    private long _validatedThrough = stamp;
    private long _refreshAt = long.MaxValue;

    /// <summary>The key it is stored under; empty before.</summary>
    public string Key { get; set; } = "";

    public long Stamp { get; } = stamp;

    public string[] Tags { get; } = tags;

    /// <summary>When it was stored, as a timestamp of the cache's clock.</summary>
    public long StoredAt { get; set; }

    /// <summary>When it expires, as a timestamp of the cache's clock.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Until when it may serve if a factory fails; not before it expires.</summary>
    public long UsableUntil { get; set; }

    /// <summary>The version of its family.</summary>
    public int Version { get; set; }

    /// <summary>When it is due to be computed anew.</summary>
    public long RefreshAt
    {
        get => Volatile.Read(ref _refreshAt);
        set => Volatile.Write(ref _refreshAt, value);
    }

    /// <summary>The invalidation up to which it is known to be alive.</summary>
    public long ValidatedThrough
    {
        get => Volatile.Read(ref _validatedThrough);
        set => Volatile.Write(ref _validatedThrough, value);
    }

    /// <summary>
    /// Whether the caller is the one to compute it anew. While it stays, because that fails or another process is at it,
    /// somebody is told so every second.
    /// </summary>
    public bool TryBeginRefresh(long now)
    {
        long due = RefreshAt;
        return due <= now && Interlocked.CompareExchange(ref _refreshAt, now + RefreshAgainAfter, due) == due;
    }

    /// <summary>Bytes of the serialised value; 0 where the instance itself is kept.</summary>
    public abstract int PayloadBytes { get; }
}
