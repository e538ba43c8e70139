using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LearningStudio.Caching.Invalidation;

/// <summary>A place in a sequence that Redis keeps: how many invalidations there were since the epoch began.</summary>
/// <param name="Epoch">A random number, renewed whenever the sequence may have lost something.</param>
/// <param name="Number">Counts from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sequence(ulong Epoch, long Number)
{
    /// <summary>Reads the form <c>{epoch in 16 hexadecimal digits}:{number}</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Sequence sequence)
    {
        sequence = default;
        int colon = text.IndexOf((byte)':');
        if (
            colon != 16
            || !ulong.TryParse(
                text[..colon],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ulong epoch
            )
            || !long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        )
        {
            return false;
        }

        sequence = new Sequence(epoch, number);
        return true;
    }

    public static bool TryParse(string text, out Sequence sequence) =>
        TryParse(Encoding.UTF8.GetBytes(text), out sequence);

    public static string FormatEpoch(ulong epoch) => epoch.ToString("x16", CultureInfo.InvariantCulture);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch:x16}:{Number}");
}
