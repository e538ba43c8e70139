namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Redis failed; never leaves the cache.</summary>
#pragma warning disable CA1032, CA1064 // One place throws it, and it stays inside.
internal sealed class RedisUnavailableException(string reason) : Exception
#pragma warning restore CA1032, CA1064
{
    /// <summary>See <see cref="FaultReason"/>.</summary>
    public string Reason => reason;
}
