using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace LearningStudio.Caching.Wire;

/// <summary>The first bytes of whatever the cache puts under a key: magic, format, kind and a nonce.</summary>
/// <remarks>The nonce is new with each write, so equal heads mean an unchanged slot: scripts compare nothing else.</remarks>
internal static class SlotHead
{
    public const int Length = 12;
    private const int KindAt = 3;
    private const int NonceAt = 4;

    private static long _lastNonce = NewNonce();

    // "LS" and the format's version: a later format reads as unreadable here, and this one there.
    private static ReadOnlySpan<byte> Magic => "LS\u0002"u8;

    public static void Write(Span<byte> target, SlotKind kind)
    {
        Magic.CopyTo(target);
        target[KindAt] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(target[NonceAt..], Interlocked.Increment(ref _lastNonce));
    }

    /// <summary>Counts on from another number.</summary>
    /// <remarks>
    /// Two processes would have to begin close to each other to write the same nonce; two copies of one memory image would,
    /// with the generator of random numbers that it holds, but for the time.
    /// </remarks>
    public static void Reseed() => Interlocked.Exchange(ref _lastNonce, NewNonce());

    private static long NewNonce()
    {
        Span<byte> seed = stackalloc byte[16];
        RandomNumberGenerator.Fill(seed[..8]);
        BinaryPrimitives.WriteInt64LittleEndian(seed[8..], Stopwatch.GetTimestamp());
        return (long)XxHash3.HashToUInt64(seed);
    }

    public static byte[] NewLease()
    {
        var lease = new byte[Length];
        Write(lease, SlotKind.Lease);
        return lease;
    }

    public static SlotKind ReadKind(ReadOnlySpan<byte> slot) =>
        slot.IsEmpty ? SlotKind.Absent
        : slot.Length < Length || !slot.StartsWith(Magic) ? SlotKind.Unreadable
        : (SlotKind)slot[KindAt] switch
        {
            SlotKind.Value => SlotKind.Value,
            SlotKind.Lease => SlotKind.Lease,
            _ => SlotKind.Unreadable,
        };

    /// <summary>What identifies the slot's present content; empty when there is none.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> slot) => slot[..Math.Min(slot.Length, Length)];
}
