namespace LearningStudio.Caching.Redis;

/// <summary>Redis failed and the gate is open; never leaves the cache.</summary>
#pragma warning disable CA1032, CA1064 // One place throws it, and it stays inside.
internal sealed class RedisUnavailableException : Exception;
#pragma warning restore CA1032, CA1064
