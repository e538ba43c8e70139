using System.Buffers;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>How values of one type are kept: as they are, or serialised, here and in Redis. Thread-safe.</summary>
internal sealed class ValueCodec<T>(IHybridCacheSerializer<T> serializer, ulong fingerprint)
{
    private static readonly bool Immutable = ImmutableTypes.Contains(typeof(T));
    private static readonly bool Exact = typeof(T).IsSealed;

    /// <summary>See <see cref="SchemaFingerprint"/>.</summary>
    public ulong Fingerprint => fingerprint;

    /// <summary>Whether callers may share the instance; a class that can be derived from is judged by the instance.</summary>
    public static bool IsShared(T value, bool share) =>
        share || (Immutable && (Exact || value is null || value.GetType() == typeof(T)));

    /// <summary>Whether the same is known before there is a value.</summary>
    public static bool IsAlwaysShared(bool share) => share || (Immutable && Exact);

    public byte[] Serialize(T value) =>
        SerializationBuffer.Use(serializer, value, 0, static (payload, _) => payload.ToArray());

    /// <summary>Makes a value's form in Redis; null when its payload is over the limit.</summary>
    public byte[]? CreateFrame(T value, EntryFrame opening, int limit, out int length)
    {
        (byte[]? Frame, int Length) made = SerializationBuffer.Use(
            serializer,
            value,
            (Opening: opening, Fingerprint: fingerprint, Limit: limit),
            static (payload, state) =>
                payload.Length > state.Limit
                    ? (null, payload.Length)
                    : ((state.Opening with { Payload = payload }).ToArray(state.Fingerprint), payload.Length)
        );
        length = made.Length;
        return made.Frame;
    }

    /// <summary>Makes an entry; the payload, where the value was serialised already, is not made again.</summary>
    public CacheEntry<T> CreateEntry(T value, ReadOnlyMemory<byte>? payload, bool share, long stamp, string[] tags) =>
        IsShared(value, share)
            ? new SharedEntry<T>(value, stamp, tags)
            : new SerializedEntry<T>(payload ?? Serialize(value), serializer, stamp, tags);

    public T Deserialize(ReadOnlyMemory<byte> payload) => serializer.Deserialize(new ReadOnlySequence<byte>(payload));
}
