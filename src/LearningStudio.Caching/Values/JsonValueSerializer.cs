using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>System.Text.Json, the serialiser of types that have none of their own.</summary>
internal sealed class JsonValueSerializer<T>(JsonSerializerOptions options) : IHybridCacheSerializer<T>
{
    [ThreadStatic]
    private static Utf8JsonWriter? _kept;

    private readonly JsonTypeInfo<T> _type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    public T Deserialize(ReadOnlySequence<byte> source)
    {
        if (source.IsSingleSegment)
        {
            return JsonSerializer.Deserialize(source.FirstSpan, _type)!;
        }

        var reader = new Utf8JsonReader(source);
        return JsonSerializer.Deserialize(ref reader, _type)!;
    }

    public void Serialize(T value, IBufferWriter<byte> target)
    {
        // Taken, not only read: a converter may serialise something else.
        Utf8JsonWriter writer = _kept ?? new Utf8JsonWriter(Stream.Null);
        _kept = null;
        writer.Reset(target);
        JsonSerializer.Serialize(writer, value, _type);
        writer.Flush();
        writer.Reset(Stream.Null);
        _kept = writer;
    }
}
