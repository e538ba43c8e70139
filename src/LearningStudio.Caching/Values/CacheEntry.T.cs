namespace LearningStudio.Caching.Values;

/// <summary>An entry of one type; asking for another type is a miss.</summary>
internal abstract class CacheEntry<T>(long stamp, string[] tags) : CacheEntry(stamp, tags)
{
    /// <summary>The value: one instance for all, or a new one for each call where callers might change it.</summary>
    public abstract T Read();
}
