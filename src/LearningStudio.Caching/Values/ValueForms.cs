using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Values;

/// <summary>Makes of values what is kept of them, here and in Redis, and values of that; thread-safe.</summary>
internal sealed class ValueForms(
    CacheLimits limits,
    InvalidationLog log,
    IServiceProvider services,
    TimeProvider time,
    ILogger<VersionedCache> logger
)
{
    /// <summary>The clock by which entries in Redis expire.</summary>
    public EntryClock Clock { get; } = new(time);

    private readonly ValueCodecs _codecs = new(services);
    private readonly EvenSpread _spread = new();

    /// <summary>Whether this time is among those that a share of all times stands for.</summary>
    public bool Samples(double share) => share > 0 && _spread.Next() < share;

    /// <summary>Whether two values have the same serialised form.</summary>
    public bool AreSame<T>(T one, T other)
    {
        ValueCodec<T> codec = _codecs.Get<T>();
        return codec.Serialize(one).AsSpan().SequenceEqual(codec.Serialize(other));
    }

    /// <summary>Makes an entry of a value, and its form in Redis where a place of the log there is given.</summary>
    public Prepared<T> Prepare<T>(T value, CallPlan call, long stamp, string[] tags, Sequence? stampInRedis = null)
    {
        CallPlan plan = call.For(value is null, call.Rules.Jitter > 0 ? _spread.Next() : 0);
        try
        {
            ValueCodec<T> codec = _codecs.Get<T>();
            if (stampInRedis is not { } place || !EntryFrame.CanName(tags) || !plan.May(CacheAccess.WriteRedis))
            {
                return new(codec.CreateEntry(value, payload: null, plan.Rules.Share, stamp, tags), null, plan);
            }

            DateTimeOffset now = Clock.Now;
            var opening = new EntryFrame(
                place,
                (now + plan.Lifetime).ToUnixTimeMilliseconds(),
                (now + plan.Lifetime + plan.FailSafe).ToUnixTimeMilliseconds(),
                tags
            );
            return codec.Use(
                value,
                (This: this, Codec: codec, Value: value, Opening: opening, Plan: plan, Stamp: stamp),
                static (payload, s) => s.This.Frame(payload, s.Codec, s.Value, s.Opening, s.Plan, s.Stamp)
            );
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.UnwritableValue(typeof(T), exception.GetType());
            return new(null, null, plan);
        }
    }

    /// <summary>Makes an entry of what Redis held.</summary>
    public CacheEntry<T> CreateEntry<T>(in Parsed<T> parsed, bool share) =>
        _codecs.Get<T>().CreateEntry(parsed.Value, parsed.Payload, share, parsed.Stamp, parsed.Tags);

    /// <summary>
    /// Reads a value's form in Redis; false when it is not readable here, invalidated, or of no use any more.
    /// </summary>
    public bool TryParse<T>(string key, ReadOnlyMemory<byte> slot, FamilyRules rules, out Parsed<T> parsed)
    {
        parsed = default;
        try
        {
            ValueCodec<T> codec = _codecs.Get<T>();
            long now = Clock.Now.ToUnixTimeMilliseconds();
            if (
                !EntryFrame.TryParse(slot, Fingerprint(codec, rules), out EntryFrame frame)
                || frame.UsableUntil <= now
                || !log.TryPosition(frame.Stamp, out long stamp)
                || !log.IsAlive(key, frame.Tags, stamp)
                || !TryReadPayload(frame, out ReadOnlyMemory<byte> payload)
            )
            {
                return false;
            }

            parsed = new Parsed<T>(
                codec.Deserialize(payload),
                payload,
                stamp,
                frame.Tags,
                TimeSpan.FromMilliseconds(frame.ExpiresAt - now),
                TimeSpan.FromMilliseconds(frame.UsableUntil - now)
            );
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.UnreadableValue(typeof(T), exception.GetType());
            return false;
        }
    }

    private Prepared<T> Frame<T>(
        ReadOnlyMemory<byte> payload,
        ValueCodec<T> codec,
        T value,
        EntryFrame opening,
        CallPlan plan,
        long stamp
    )
    {
        bool share = plan.Rules.Share;
        if (payload.Length > limits.MaxPayloadBytes)
        {
            logger.PayloadTooLarge(payload.Length, limits.MaxPayloadBytes);
            return new(codec.CreateEntry(value, payload.ToArray(), share, stamp, opening.Tags), null, plan);
        }

        byte[]? compressed =
            plan.Compress && payload.Length >= limits.CompressionThresholdBytes
                ? PayloadCompression.TryCompress(payload.Span)
                : null;
        EntryFrame whole = opening with
        {
            Payload = compressed ?? payload,
            PlainLength = compressed is null ? 0 : payload.Length,
        };
        byte[] frame = whole.ToArray(Fingerprint(codec, plan.Rules));

        // Memory keeps the plain form; the payload's buffer is the serializer's and is used again, the frame is not.
        ReadOnlyMemory<byte>? kept =
            compressed is null ? frame.AsMemory(frame.Length - payload.Length)
            : ValueCodec<T>.IsShared(value, share) ? null
            : payload.ToArray();
        return new(codec.CreateEntry(value, kept, share, stamp, opening.Tags), frame, plan);
    }

    private bool TryReadPayload(in EntryFrame frame, out ReadOnlyMemory<byte> payload)
    {
        payload = frame.Payload;
        if (Math.Max(frame.Payload.Length, (uint)frame.PlainLength) > limits.MaxPayloadBytes)
        {
            return false;
        }

        if (frame.PlainLength > 0)
        {
            bool isWhole = PayloadCompression.TryDecompress(frame.Payload.Span, frame.PlainLength, out byte[] plain);
            payload = plain;
            return isWhole;
        }

        return true;
    }

    // Entries of another version of the family read as those of another type.
    private static ulong Fingerprint<T>(ValueCodec<T> codec, FamilyRules rules) =>
        codec.Fingerprint ^ ((ulong)rules.Version * 0x9E3779B97F4A7C15);
}
