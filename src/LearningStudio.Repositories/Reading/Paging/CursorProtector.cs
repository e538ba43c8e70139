using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LearningStudio.Repositories.Reading.Paging;

// Rule: a cursor is the position of a page's last item and a code over it and the name of its list, so that neither a
//   changed one nor one of another list is taken.
// Source: HMAC-SHA256, RFC 2104, cut to 16 bytes.
internal sealed class CursorProtector(byte[] key)
{
    private const byte Version = 1;
    private const int PayloadLength = 18;
    private const int CodeLength = 16;

    public string Protect(string list, Position position)
    {
        Span<byte> cursor = stackalloc byte[PayloadLength + CodeLength];
        cursor[0] = Version;
        cursor[1] = position.IsPinned ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(cursor[2..], position.At.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(cursor[10..], position.Id);
        Code(list, cursor[..PayloadLength], cursor[PayloadLength..]);
        return Base64Url.EncodeToString(cursor);
    }

    /// <exception cref="ArgumentException">The cursor was not sealed for this list.</exception>
    public Position Unprotect(string list, string cursor)
    {
        Span<byte> bytes = stackalloc byte[PayloadLength + CodeLength];
        Span<byte> code = stackalloc byte[CodeLength];
        if (TryDecode(cursor, bytes))
        {
            Code(list, bytes[..PayloadLength], code);
            if (CryptographicOperations.FixedTimeEquals(code, bytes[PayloadLength..]) && bytes[0] == Version)
            {
                return new Position(
                    new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), TimeSpan.Zero),
                    BinaryPrimitives.ReadInt64BigEndian(bytes[10..]),
                    bytes[1] == 1
                );
            }
        }

        throw new ArgumentException(
            "The cursor was changed, or belongs to another list. Begin again with the first page.",
            nameof(cursor)
        );
    }

    // The encoding of one value is one text: what decodes to the same bytes otherwise is refused.
    private static bool TryDecode(string cursor, Span<byte> bytes) =>
        cursor.Length == Base64Url.GetEncodedLength(bytes.Length)
        && Base64Url.IsValid(cursor)
        && Base64Url.TryDecodeFromChars(cursor, bytes, out int length)
        && length == bytes.Length
        && string.Equals(Base64Url.EncodeToString(bytes), cursor, StringComparison.Ordinal);

    private void Code(string list, ReadOnlySpan<byte> payload, Span<byte> code)
    {
        byte[] sealedBytes = [.. payload, .. Encoding.UTF8.GetBytes(list)];
        HMACSHA256.HashData(key, sealedBytes).AsSpan(0, CodeLength).CopyTo(code);
    }
}
