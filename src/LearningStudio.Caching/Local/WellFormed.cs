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

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return true;
            }
        }

        return false;
    }
}
