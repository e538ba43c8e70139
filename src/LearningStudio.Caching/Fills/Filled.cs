using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

/// <summary>A computed value, and its entry unless none could be made of it.</summary>
internal readonly record struct Filled<T>(T Value, CacheEntry<T>? Entry);
