using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Wire;

/// <summary>A value as Redis holds it: what is needed to judge it, then its serialised form.</summary>
/// <remarks>
/// Little endian: slot head (12 bytes, see <see cref="SlotHead"/>), checksum of all that follows (8), epoch (8), number
/// (8), expiry and end of use in Unix milliseconds (8 each), fingerprint of the type's shape (8), size of the payload
/// before it was compressed or 0 (4), number of tags (2), each tag as its length (2) and UTF-8; the rest is the payload.
/// </remarks>
/// <param name="Stamp">The place in the log that its runner read before the factory ran.</param>
/// <param name="ExpiresAt">Its expiry, in Unix milliseconds.</param>
/// <param name="UsableUntil">Until when it serves if the factory fails, in Unix milliseconds; not before its expiry.</param>
/// <param name="Tags">The tags of the fill.</param>
internal readonly record struct EntryFrame(Sequence Stamp, long ExpiresAt, long UsableUntil, string[] Tags)
{
    private const int ChecksumAt = SlotHead.Length;
    private const int EpochAt = ChecksumAt + 8;
    private const int NumberAt = EpochAt + 8;
    private const int ExpiresAtAt = NumberAt + 8;
    private const int UsableUntilAt = ExpiresAtAt + 8;
    private const int FingerprintAt = UsableUntilAt + 8;
    private const int PlainLengthAt = FingerprintAt + 8;
    private const int TagCountAt = PlainLengthAt + 4;
    private const int TagsAt = TagCountAt + 2;

    /// <summary>The serialised value; shares the memory that was parsed.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The payload's size before it was compressed; 0 where it was not.</summary>
    public int PlainLength { get; init; }

    /// <summary>Whether an entry in Redis can name these tags; otherwise it is kept in this process only.</summary>
    public static bool CanName(string[] tags) =>
        tags.Length <= ushort.MaxValue && tags.All(tag => Encoding.UTF8.GetMaxByteCount(tag.Length) <= ushort.MaxValue);

    /// <summary>How much of a frame is read where its payload is not wanted; tags that do not fit in are not seen.</summary>
    public const int OpeningLength = 1024;

    /// <summary>Reads what a frame's opening says of its age; false for whatever does not begin as one.</summary>
    public static bool TryReadStamp(ReadOnlySpan<byte> opening, out Sequence stamp, out string[] tags)
    {
        stamp = default;
        tags = [];
        if (opening.Length < TagsAt || SlotHead.ReadKind(opening) != SlotKind.Value)
        {
            return false;
        }

        stamp = ReadStamp(opening);
        int at = TagsAt;
        if (!TryReadTags(opening, ref at, out tags))
        {
            tags = [];
        }

        return true;
    }

    /// <summary>Reads a frame; false for whatever was not written as one, or for another shape of the type.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, ulong fingerprint, out EntryFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> span = bytes.Span;
        if (
            span.Length < TagsAt
            || SlotHead.ReadKind(span) != SlotKind.Value
            || BinaryPrimitives.ReadUInt64LittleEndian(span[FingerprintAt..]) != fingerprint
            || BinaryPrimitives.ReadUInt64LittleEndian(span[ChecksumAt..]) != XxHash3.HashToUInt64(span[EpochAt..])
        )
        {
            return false;
        }

        int at = TagsAt;
        if (!TryReadTags(span, ref at, out string[] tags))
        {
            return false;
        }

        frame = new EntryFrame(
            ReadStamp(span),
            BinaryPrimitives.ReadInt64LittleEndian(span[ExpiresAtAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(span[UsableUntilAt..]),
            tags
        )
        {
            Payload = bytes[at..],
            PlainLength = BinaryPrimitives.ReadInt32LittleEndian(span[PlainLengthAt..]),
        };
        return true;
    }

    /// <summary>Writes head, stamp, expiry, fingerprint, tags and payload, in this order, and the checksum over them.</summary>
    public byte[] ToArray(ulong fingerprint)
    {
        int length = TagsAt + Payload.Length;
        foreach (string tag in Tags)
        {
            length += 2 + Encoding.UTF8.GetByteCount(tag);
        }

        var bytes = new byte[length];
        SlotHead.Write(bytes, SlotKind.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(EpochAt), Stamp.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(NumberAt), Stamp.Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ExpiresAtAt), ExpiresAt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(UsableUntilAt), UsableUntil);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(FingerprintAt), fingerprint);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(PlainLengthAt), PlainLength);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(TagCountAt), (ushort)Tags.Length);
        int at = TagsAt;
        foreach (string tag in Tags)
        {
            int written = Encoding.UTF8.GetBytes(tag, bytes.AsSpan(at + 2));
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)written);
            at += 2 + written;
        }

        Payload.CopyTo(bytes.AsMemory(at));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumAt), XxHash3.HashToUInt64(bytes.AsSpan(EpochAt)));
        return bytes;
    }

    /// <summary>The same frame with another expiry and a head of its own; it must be one that could be parsed.</summary>
    public static byte[] Renew(ReadOnlySpan<byte> frame, long expiresAt)
    {
        byte[] bytes = frame.ToArray();
        SlotHead.Write(bytes, SlotKind.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ExpiresAtAt), expiresAt);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumAt), XxHash3.HashToUInt64(bytes.AsSpan(EpochAt)));
        return bytes;
    }

    private static Sequence ReadStamp(ReadOnlySpan<byte> span) =>
        new(
            BinaryPrimitives.ReadUInt64LittleEndian(span[EpochAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(span[NumberAt..])
        );

    private static bool TryReadTags(ReadOnlySpan<byte> span, ref int at, out string[] tags)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(span[TagCountAt..]);
        tags = count == 0 ? [] : new string[count];
        for (int i = 0; i < count; i++)
        {
            if (span.Length < at + 2)
            {
                return false;
            }

            int length = BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);
            at += 2;
            if (span.Length < at + length)
            {
                return false;
            }

            tags[i] = Encoding.UTF8.GetString(span.Slice(at, length));
            at += length;
        }

        return true;
    }
}
