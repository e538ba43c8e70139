using System.Buffers;
using System.IO.Compression;

namespace LearningStudio.Caching.Values;

/// <summary>Brotli at its fastest: a large value costs more on its way than here.</summary>
internal static class PayloadCompression
{
    private const int Quality = 1;
    private const int Window = 22;

    // Less is not worth the work of each reader.
    private const double WorthwhileShare = 0.9;

    /// <summary>Compresses into an array; null where that gains too little.</summary>
    public static byte[]? TryCompress(ReadOnlySpan<byte> payload)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(payload.Length));
        try
        {
            return
                BrotliEncoder.TryCompress(payload, rented, out int length, Quality, Window)
                && length < payload.Length * WorthwhileShare
                ? rented[..length]
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Brings a payload back; false when it is not what was compressed.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> compressed, int length, out byte[] payload)
    {
        payload = new byte[length];
        return BrotliDecoder.TryDecompress(compressed, payload, out int written) && written == length;
    }
}
