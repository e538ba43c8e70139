using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>Serialises into memory that each thread keeps, since most values are copied to where they stay.</summary>
internal static class SerializationBuffer
{
    // What is larger was a rare one; a thread does not keep it.
    private const int MaxKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    /// <summary>Serialises a value and gives its bytes to a function, which must copy what it needs.</summary>
    public static TResult Use<T, TState, TResult>(
        IHybridCacheSerializer<T> serializer,
        T value,
        TState state,
        Func<ReadOnlyMemory<byte>, TState, TResult> use
    )
    {
        // Taken, not only read: a serialiser may use the cache itself.
        ArrayBufferWriter<byte> buffer = _kept ?? new ArrayBufferWriter<byte>(1024);
        _kept = null;
        // Not only counted anew: a serialiser that leaves bytes out must not hand on those of another value.
        buffer.Clear();
        serializer.Serialize(value, buffer);
        TResult result = use(buffer.WrittenMemory, state);
        _kept = buffer.Capacity <= MaxKept ? buffer : null;
        return result;
    }
}
