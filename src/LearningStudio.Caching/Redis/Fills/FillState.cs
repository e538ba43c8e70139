namespace LearningStudio.Caching.Redis.Fills;

/// <summary>The states in which a fill stops asking Redis and goes on by itself.</summary>
internal enum FillState
{
    /// <summary>Redis failed: the value is computed, and stored nowhere.</summary>
    Detached = 0,

    /// <summary>Redis holds a live value: nothing is computed.</summary>
    Found,

    /// <summary>The value is computed under a lease of the fill's own, and stored in Redis while that stands.</summary>
    Leased,

    /// <summary>A forced refresh: the value is computed, and replaces just the live value that was seen.</summary>
    Replacing,

    /// <summary>
    /// The value is computed, and kept in this process only: the call may not write to Redis, or another process's lease
    /// outlasted the wait for it.
    /// </summary>
    LocalOnly,
}
