using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>System.Text.Json, the serialiser of types that have none of their own.</summary>
internal sealed class JsonValueSerializer<T>(JsonSerializerOptions options) : IHybridCacheSerializer<T>
{
    [ThreadStatic]
    private static (object Owner, Utf8JsonWriter Writer)? _kept;

    private readonly JsonTypeInfo<T> _type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    private readonly JsonWriterOptions _writing = new()
    {
        Encoder = options.Encoder,
        Indented = options.WriteIndented,
        MaxDepth = options.MaxDepth,
        SkipValidation = true,
    };

    public T Deserialize(ReadOnlySequence<byte> source) =>
        JsonSerializer.Deserialize(source.IsSingleSegment ? source.FirstSpan : source.ToArray(), _type)!;

    public void Serialize(T value, IBufferWriter<byte> target)
    {
        // Taken, not only read: a converter may serialise something else.
        (object Owner, Utf8JsonWriter Writer)? kept = _kept;
        _kept = null;
        Utf8JsonWriter writer = kept?.Owner == this ? kept.Value.Writer : new Utf8JsonWriter(Stream.Null, _writing);
        writer.Reset(target);
        JsonSerializer.Serialize(writer, value, _type);
        writer.Flush();
        writer.Reset(Stream.Null);
        _kept = (this, writer);
    }
}
