namespace LearningStudio.Caching.Policies;

/// <summary>What one call may do with one key, after the call's options, the policies and the defaults.</summary>
internal readonly record struct CallPlan(bool Read, bool Write, bool Compute, bool Share, TimeSpan Lifetime)
{
    /// <summary>The plan where the cache takes no part: the factory runs, nothing is kept.</summary>
    public static CallPlan Bypass { get; } = new(false, false, true, false, TimeSpan.Zero);
}
