using System.Buffers;
using System.Text;

namespace LearningStudio.Caching.Local;

/// <summary>Knows texts that have no UTF-8 form, which is what patterns match and Redis keeps.</summary>
internal static class WellFormed
{
    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\ud800', '\udfff') < 0)
        {
            return false;
        }

        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty; )
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int length) is not OperationStatus.Done)
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }
}
