namespace LearningStudio.Caching.Values;

/// <summary>What can be kept of a value: its entry here, null when its serialiser failed, and its form in Redis.</summary>
internal readonly record struct Prepared<T>(CacheEntry<T>? Entry, byte[]? Frame);
