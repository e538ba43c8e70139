namespace LearningStudio.Caching;

/// <summary>Settings for the keys that match a pattern; a property left null leaves the call's choice.</summary>
public sealed class CachePolicy
{
    /// <summary>The keys it speaks of, in the syntax of <see cref="VersionedCache.RemoveByPatternAsync"/>.</summary>
    /// <value>Required, for example <c>forum:*</c>.</value>
    public string Pattern { get; set; } = "";

    /// <summary>How long an entry lives; more than zero.</summary>
    public TimeSpan? Expiration { get; set; }

    /// <summary>How long an entry lives in this process; more than zero.</summary>
    public TimeSpan? LocalExpiration { get; set; }

    /// <summary>
    /// By how much of its life an entry may live shorter: entries that were stored together do not all expire together.
    /// </summary>
    /// <value>None; from 0 to 0.9: at 0.1 an entry lives from nine tenths of its expiration to all of it.</value>
    public double? Jitter { get; set; }

    /// <summary>
    /// How long before its expiry an entry that is read from memory is computed anew, in the background. The factory of
    /// that read runs beside its caller and after the read has returned: it must not use the caller's scope, such as a
    /// <c>DbContext</c> that does one thing at a time and ends with the request.
    /// </summary>
    /// <value>None; more than zero, and less than the policy's expiration. At most half of an entry's life.</value>
    public TimeSpan? RefreshAhead { get; set; }

    /// <summary>How long a factory may take; see <see cref="VersionedCacheOptions.FactoryTimeout"/>.</summary>
    /// <value>As for all keys; from 10 ms to 24 hours, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan? FactoryTimeout { get; set; }

    /// <summary>
    /// After how long an expired value in this process's memory is served while its factory goes on: its value is stored
    /// when it returns. An invalidated value never serves. The factory outlives its caller: it must not use what ends with
    /// the caller's scope.
    /// </summary>
    /// <value>
    /// None: callers wait for the factory; else from zero to <see cref="FactoryTimeout"/>. Needs <see cref="FailSafe"/>,
    /// which says for how long after its expiry a value serves.
    /// </value>
    public TimeSpan? StaleAfter { get; set; }

    /// <summary>
    /// For how long after its expiry an entry still serves when the factory fails. An invalidated entry never does.
    /// </summary>
    /// <value>
    /// None: the factory's exception reaches the caller; else more than zero. Together with its life at most
    /// <see cref="CacheLimits.MaxExpiration"/>.
    /// </value>
    /// <remarks>After a failure the old value serves for five seconds, in all processes, before the factory runs again.</remarks>
    public TimeSpan? FailSafe { get; set; }

    /// <summary>How long null lives, as the answer that there is nothing; not longer than a value would.</summary>
    /// <value>As long as any value; else from zero, which keeps no null.</value>
    public TimeSpan? NegativeExpiration { get; set; }

    /// <summary>
    /// The share of the reads from memory whose value is also computed anew, and compared with the cached one: a difference
    /// means that something changed without an invalidation. The read waits for the factory and returns the cached value,
    /// so that the factory never runs beside its caller; at most four such reads at a time.
    /// </summary>
    /// <value>None; from 0 to 1. The meter counts <c>cache.audits</c> by result.</value>
    public double? Audit { get; set; }

    /// <summary>The version of the family's values: with a new one every entry of the family is a miss.</summary>
    /// <value>0; from 0.</value>
    public int? Version { get; set; }

    /// <summary>
    /// Whether callers share one instance of a cached value. Only for values that nobody changes after they were
    /// returned; false, the default, gives each caller an instance of its own unless the type is known to be immutable.
    /// </summary>
    public bool? Share { get; set; }

    /// <summary>False switches the family off: its entries are neither read nor stored.</summary>
    public bool? Enabled { get; set; }
}
