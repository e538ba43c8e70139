using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>Keeps the bytes: each reader gets an instance of its own, so that none sees another's changes.</summary>
internal sealed class SerializedEntry<T>(
    ReadOnlyMemory<byte> payload,
    IHybridCacheSerializer<T> serializer,
    long stamp,
    string[] tags
) : CacheEntry<T>(stamp, tags)
{
    public override int PayloadBytes => payload.Length;

    public override T Read() => serializer.Deserialize(new ReadOnlySequence<byte>(payload));
}
