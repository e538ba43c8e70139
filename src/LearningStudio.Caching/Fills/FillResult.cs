using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

/// <summary>What a fill ended with.</summary>
/// <param name="Value">The value, which belongs to the fill's starter.</param>
/// <param name="Entry">Its entry, for the others; null where none could be made of it.</param>
/// <param name="IsFresh">Whether it is known to be fresh for all who joined.</param>
internal readonly record struct FillResult<T>(T Value, CacheEntry<T>? Entry, bool IsFresh);
