using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LearningStudio.Moderation.Duplicates;

// Rule: what is stored stays valid: a change of anything that a fingerprint is made of needs a new version. The key
//   takes part in the hash, in the seed of the 5-grams and, by 23 bits that do not tell it, in the scheme.
// Threads: immutable.
internal sealed class SiteKey
{
    private const int Version = 1;
    private const ulong Seed0 = 0x9E37_79B9_7F4A_7C15;
    private readonly string? _text;
    private readonly byte[]? _key;

    private SiteKey(string? key)
    {
        _text = key;
        if (string.IsNullOrEmpty(key))
        {
            (Scheme, Seed) = (Version, Seed0);
            return;
        }

        _key = Encoding.UTF8.GetBytes(key);
        byte[] derived = HMACSHA256.HashData(_key, "LearningStudio fingerprint"u8);
        Seed = BinaryPrimitives.ReadUInt64LittleEndian(derived);
        Scheme = (int)(BinaryPrimitives.ReadUInt32LittleEndian(derived.AsSpan(8)) >> 9 << 8) | Version;
    }

    public static SiteKey None { get; } = new(null);

    public int Scheme { get; }

    /// <summary>The seed of the hash of 5-grams.</summary>
    public ulong Seed { get; }

    public static SiteKey From(string? key) => string.IsNullOrEmpty(key) ? None : new SiteKey(key);

    /// <summary>Whether it was made of this text.</summary>
    public bool IsOf(string? key) => string.Equals(_text ?? "", key ?? "", StringComparison.Ordinal);

    public UInt128 HashOf(string normalText)
    {
        byte[] text = Encoding.UTF8.GetBytes(normalText);
        byte[] hash = _key is null ? SHA256.HashData(text) : HMACSHA256.HashData(_key, text);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
