using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Values;

/// <summary>An entry that came from Redis, its value for the first reader, and for how long it may be kept.</summary>
internal readonly record struct Parsed<T>(CacheEntry<T> Entry, T Value, CallPlan Plan);
