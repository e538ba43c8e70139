namespace LearningStudio.Caching;

/// <summary>
/// Settings of the cache. <see cref="KeyPrefix"/>, <see cref="Version"/>, <see cref="Redis"/> and <see cref="Limits"/> are
/// read once; the others take effect while it runs.
/// </summary>
public sealed class VersionedCacheOptions
{
    /// <summary>What the cache's names in Redis begin with; caches with one prefix share entries and invalidations.</summary>
    /// <value><c>learning_studio</c>; 1 to 128 characters, none of them a blank or a control character.</value>
    public string KeyPrefix { get; set; } = "learning_studio";

    /// <summary>The version of what is cached: with a new one every entry of the old is out of reach.</summary>
    /// <value>1; from 0.</value>
    public int Version { get; set; } = 1;

    /// <summary>How long an entry lives when neither the call nor a policy says.</summary>
    /// <value>Five minutes; more than zero, at most <see cref="CacheLimits.MaxExpiration"/>.</value>
    public TimeSpan DefaultExpiration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an entry lives in this process when neither the call nor a policy gives any expiration.</summary>
    /// <value>Null: as long as the entry itself; else more than zero, at most <see cref="CacheLimits.MaxExpiration"/>.</value>
    public TimeSpan? LocalExpiration { get; set; }

    /// <summary>
    /// How long a factory may take. One that has not returned by then is cancelled and left to itself: who waits gets a
    /// <see cref="TimeoutException"/>, or the expired value where <see cref="CachePolicy.FailSafe"/> allows it, and the next
    /// call runs a factory anew.
    /// </summary>
    /// <value>30 seconds; from 10 ms to 24 hours, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan FactoryTimeout { get; set; } = DefaultFactoryTimeout;

    internal static TimeSpan DefaultFactoryTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The rollback switch: when false nothing is read from or stored in the cache.</summary>
    /// <value>True. Invalidations run in either case, so that switching back on returns no old value.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Where Redis is, if there is one, and how long it is waited for.</summary>
    public RedisOptions Redis { get; } = new();

    /// <summary>Bounds on what the cache holds.</summary>
    public CacheLimits Limits { get; } = new();

    /// <summary>Named settings for families of keys.</summary>
    /// <value>
    /// Empty. The policy with the longest literal prefix wins; each of its properties wins over the call's option.
    /// </value>
    public IDictionary<string, CachePolicy> Policies { get; } =
        new Dictionary<string, CachePolicy>(StringComparer.OrdinalIgnoreCase);
}
