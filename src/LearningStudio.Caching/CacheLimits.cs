namespace LearningStudio.Caching;

/// <summary>Bounds on what the cache holds; read once, when the cache is built.</summary>
public sealed class CacheLimits
{
    /// <summary>How many entries this process keeps; the least recently used leave first.</summary>
    /// <value>10,000; from 3 to 10,000,000.</value>
    public int LocalCapacity { get; set; } = 10_000;

    /// <summary>The longest key, tag or pattern, in UTF-16 code units.</summary>
    /// <value>1,024; from 1 to 65,536.</value>
    public int MaxKeyLength { get; set; } = 1024;

    /// <summary>The largest serialised value that is stored, in bytes; larger ones are returned, not kept.</summary>
    /// <value>1 MiB; from 1 byte to 1 GiB.</value>
    public int MaxPayloadBytes { get; set; } = 1024 * 1024;

    /// <summary>From which size on a value is compressed in Redis (Brotli, at its fastest), in bytes.</summary>
    /// <value>16 KiB; from 128 bytes to 1 GiB. The call's flag <c>DisableCompression</c> switches it off.</value>
    public int CompressionThresholdBytes { get; set; } = 16 * 1024;

    /// <summary>The longest life of an entry, and so of an invalidation's record; longer wishes are cut to it.</summary>
    /// <value>24 hours; from one second to 30 days.</value>
    public TimeSpan MaxExpiration { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many distinct patterns and tags are remembered as invalidated; past that the oldest is forgotten and
    /// everything that was filled before it counts as invalidated.
    /// </summary>
    /// <value>100,000; from 1 to 10,000,000.</value>
    public int InvalidationRecords { get; set; } = 100_000;
}
