using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>The slot of a cluster that a key is in, known without a connection.</summary>
/// <remarks>
/// CRC-16/XMODEM of the key, or of what stands in its first braces where that is not empty, modulo 16,384 (Redis Cluster
/// specification, "Key distribution model" and "Hash tags"). Thread-safe.
/// </remarks>
internal static class HashSlot
{
    private const int Polynomial = 0x1021;
    private const int Slots = 16_384;
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    public static int Compute(RedisKey key)
    {
        ReadOnlySpan<byte> bytes = (byte[]?)key;
        int open = bytes.IndexOf((byte)'{');
        int length = open < 0 ? -1 : bytes[(open + 1)..].IndexOf((byte)'}');
        int crc = 0;
        foreach (byte letter in length > 0 ? bytes.Slice(open + 1, length) : bytes)
        {
            crc = ((crc << 8) ^ Table[((crc >> 8) ^ letter) & 0xff]) & 0xffff;
        }

        return crc % Slots;
    }

    private static ushort Remainder(int letter)
    {
        int crc = letter << 8;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
        }

        return (ushort)crc;
    }
}
