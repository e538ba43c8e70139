namespace LearningStudio.Caching.Policies;

/// <summary>What one call may do with one key, after the call's options, the policies and the defaults.</summary>
/// <param name="Access">Which parts of the cache may be read and written.</param>
/// <param name="Compute">Whether an absent value is computed.</param>
/// <param name="Share">Whether callers share one instance whatever its type.</param>
/// <param name="Lifetime">How long the entry lives in Redis.</param>
/// <param name="LocalLifetime">How long it lives in this process; not longer than in Redis.</param>
internal readonly record struct CallPlan(
    CacheAccess Access,
    bool Compute,
    bool Share,
    TimeSpan Lifetime,
    TimeSpan LocalLifetime
)
{
    /// <summary>The plan where the cache takes no part: the factory runs, nothing is kept.</summary>
    public static CallPlan Bypass { get; } = new(CacheAccess.None, true, false, TimeSpan.Zero, TimeSpan.Zero);

    public bool May(CacheAccess access) => (Access & access) is not CacheAccess.None;
}
