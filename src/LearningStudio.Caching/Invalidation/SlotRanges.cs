using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LearningStudio.Caching.Invalidation;

/// <summary>Ranges of a cluster's hash slots, as the text <c>0-5460,10923-10923</c>. Immutable.</summary>
internal sealed class SlotRanges
{
    private const int Slots = 16_384;
    private readonly (int From, int To)[] _ranges;

    private SlotRanges((int From, int To)[] ranges) => _ranges = ranges;

    public bool Contains(int slot) => Array.Exists(_ranges, range => slot >= range.From && slot <= range.To);

    public static bool TryParse(string text, [NotNullWhen(true)] out SlotRanges? ranges)
    {
        ranges = null;
        string[] parts = text.Split(',');
        var parsed = new (int From, int To)[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (
                parts[i].Split('-') is not [var from, var to]
                || !TryParseSlot(from, out parsed[i].From)
                || !TryParseSlot(to, out parsed[i].To)
            )
            {
                return false;
            }
        }

        ranges = new SlotRanges(parsed);
        return true;
    }

    private static bool TryParseSlot(string text, out int slot) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out slot) && slot < Slots;
}
