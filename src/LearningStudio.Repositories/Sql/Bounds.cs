using System.Runtime.CompilerServices;
using System.Text;

namespace LearningStudio.Repositories.Sql;

/// <summary>The bounds that reads share.</summary>
internal static class Bounds
{
    public const int LargestList = 1000;
    public const int LongestText = 200;
    public const int LongestSubject = 255;

    public static void Limit(int limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestList, name);
    }

    /// <summary>Whether an account may have a subject: what every database stores as it is, or nobody could tell two apart.</summary>
    public static bool IsSubject(string subject) =>
        subject is { Length: > 0 and <= LongestSubject }
        // Half of a surrogate pair reads as the replacement character.
        && !subject.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune));

    public static void Text(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        if (text.Length > LongestText)
        {
            throw new ArgumentException(
                $"The text has {text.Length} characters; at most {LongestText} are searched.",
                name
            );
        }
    }
}
