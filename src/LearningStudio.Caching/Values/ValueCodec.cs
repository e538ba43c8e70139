using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>How values of one type are kept: as they are, or serialised, here and in Redis. Thread-safe.</summary>
internal sealed class ValueCodec<T>(IHybridCacheSerializer<T> serializer, ulong fingerprint)
{
    private static readonly bool Immutable = ImmutableTypes.Contains(typeof(T));
    private static readonly bool Exact = ImmutableTypes.ContainsDerived(typeof(T));

    /// <summary>See <see cref="Wire.SchemaFingerprint"/>.</summary>
    public ulong Fingerprint => fingerprint;

    /// <summary>Whether callers may share the instance; a class that can be derived from is judged by the instance.</summary>
    public static bool IsShared(T value, bool share) =>
        share || (Immutable && (Exact || value is null || value.GetType() == typeof(T)));

    /// <summary>Whether the same is known before there is a value.</summary>
    public static bool IsAlwaysShared(bool share) => share || (Immutable && Exact);

    public byte[] Serialize(T value) =>
        SerializationBuffer.Use(serializer, value, 0, static (payload, _) => payload.ToArray());

    /// <summary>Gives a value's serialised form to a function, which must copy what it needs.</summary>
    public TResult Use<TState, TResult>(T value, TState state, Func<ReadOnlyMemory<byte>, TState, TResult> use) =>
        SerializationBuffer.Use(serializer, value, state, use);

    /// <summary>Makes an entry; the payload, where the value was serialised already, is not made again.</summary>
    public CacheEntry<T> CreateEntry(T value, ReadOnlyMemory<byte>? payload, bool share, long stamp, string[] tags) =>
        IsShared(value, share)
            ? new SharedEntry<T>(value, stamp, tags)
            : new SerializedEntry<T>(payload ?? Serialize(value), serializer, stamp, tags);

    public T Deserialize(ReadOnlyMemory<byte> payload) => serializer.Deserialize(new ReadOnlySequence<byte>(payload));
}
