using System.Buffers.Text;
using System.Text;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>Reads what the appending script publishes: kind, epoch, both numbers, then each member after its length.</summary>
internal static class SequenceMessage
{
    /// <summary>Reads the opening of a message: its kind, and the step's numbers.</summary>
    /// <param name="message">The message.</param>
    /// <param name="kind">The letter of its sequence.</param>
    /// <param name="previous">The place before the step.</param>
    /// <param name="number">The number after it.</param>
    /// <param name="members">What follows, for <see cref="TryParseMembers"/>.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> message,
        out char kind,
        out Sequence previous,
        out long number,
        out ReadOnlySpan<byte> members
    )
    {
        kind = message.IsEmpty ? '\0' : (char)message[0];
        int line = message.IndexOf((byte)'\n');
        members = line < 0 ? default : message[(line + 1)..];
        return TryParseStep(line < 1 ? default : message[1..line], out previous, out number);
    }

    /// <summary>Reads <c>epoch:previous:new</c>.</summary>
    public static bool TryParseStep(ReadOnlySpan<byte> text, out Sequence previous, out long number)
    {
        number = 0;
        int colon = text.LastIndexOf((byte)':');
        previous = default;
        return colon > 0
            && Sequence.TryParse(text[..colon], out previous)
            && Utf8Parser.TryParse(text[(colon + 1)..], out number, out int used)
            && used == text.Length - colon - 1;
    }

    /// <summary>Reads what a step invalidates.</summary>
    public static bool TryParseMembers(ReadOnlySpan<byte> members, out IReadOnlyList<InvalidationTarget> invalidations)
    {
        var read = new List<InvalidationTarget>(1);
        invalidations = read;
        for (ReadOnlySpan<byte> rest = members; !rest.IsEmpty; )
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

            read.Add(invalidation);
            rest = rest[(digits + 1 + length)..];
        }

        return true;
    }
}
