using System.Buffers.Text;
using System.Text;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Redis;

/// <summary>Reads what the appending script publishes: kind, epoch, both numbers, then each member after its length.</summary>
internal static class SequenceMessage
{
    public static bool TryParse(ReadOnlySpan<byte> message, out char kind, out SequenceStep step)
    {
        kind = message.IsEmpty ? '\0' : (char)message[0];
        step = null!;
        int line = message.IndexOf((byte)'\n');
        int colon = line < 18 ? -1 : message[18..line].IndexOf((byte)':') + 18;
        if (
            colon <= 18
            || !Sequence.TryParse(message[1..colon], out Sequence previous)
            || !Utf8Parser.TryParse(message[(colon + 1)..line], out long number, out int used)
            || used != line - colon - 1
        )
        {
            return false;
        }

        var invalidations = new List<InvalidationTarget>();
        for (ReadOnlySpan<byte> rest = message[(line + 1)..]; !rest.IsEmpty; )
        {
            if (
                !Utf8Parser.TryParse(rest, out int length, out int digits)
                || length < 0
                || rest.Length < digits + 1 + length
                || !InvalidationTarget.TryParseMember(
                    Encoding.UTF8.GetString(rest.Slice(digits + 1, length)),
                    out InvalidationTarget invalidation
                )
            )
            {
                return false;
            }

            invalidations.Add(invalidation);
            rest = rest[(digits + 1 + length)..];
        }

        step = new SequenceStep(previous.Epoch, previous.Number, number, invalidations);
        return true;
    }
}
