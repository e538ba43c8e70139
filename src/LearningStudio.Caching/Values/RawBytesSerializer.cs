using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>Bytes as they are; null is no byte at all, an array begins with a mark. Thread-safe.</summary>
internal sealed class RawBytesSerializer : IHybridCacheSerializer<byte[]?>
{
    /// <summary>What tells an empty value from null.</summary>
    public const byte Mark = 1;

    public byte[]? Deserialize(ReadOnlySequence<byte> source) => source.IsEmpty ? null : source.Slice(1).ToArray();

    public void Serialize(byte[]? value, IBufferWriter<byte> target)
    {
        if (value is not null)
        {
            target.Write([Mark]);
            target.Write(value);
        }
    }
}
