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
    /// Whether callers share one instance of a cached value. Only for values that nobody changes after they were
    /// returned; false, the default, gives each caller an instance of its own unless the type is known to be immutable.
    /// </summary>
    public bool? Share { get; set; }

    /// <summary>False switches the family off: its entries are neither read nor stored.</summary>
    public bool? Enabled { get; set; }
}
