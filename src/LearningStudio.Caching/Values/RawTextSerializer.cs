using System.Buffers;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Values;

/// <summary>Text as UTF-8, without JSON's quotes and escapes; null is no byte at all, other text begins with a mark.</summary>
/// <remarks>
/// Text with half a surrogate pair has no UTF-8 form: it is refused instead of being changed. Thread-safe.
/// </remarks>
internal sealed class RawTextSerializer : IHybridCacheSerializer<string?>
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string? Deserialize(ReadOnlySequence<byte> source) =>
        source.IsEmpty ? null : Strict.GetString(source.Slice(1));

    public void Serialize(string? value, IBufferWriter<byte> target)
    {
        if (value is not null)
        {
            target.Write([RawBytesSerializer.Mark]);
            Strict.GetBytes(value, target);
        }
    }
}
