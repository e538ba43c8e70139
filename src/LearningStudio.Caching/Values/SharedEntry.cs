namespace LearningStudio.Caching.Values;

/// <summary>Keeps the instance: the type is immutable, or the policy promises that nobody changes it.</summary>
internal sealed class SharedEntry<T>(T value, long stamp, string[] tags) : CacheEntry<T>(stamp, tags)
{
    public override int PayloadBytes => 0;

    public override T Read() => value;
}
