using System.Runtime.CompilerServices;
using System.Text;

namespace LearningStudio.Repositories.Sql;

/// <summary>The bounds that reads share.</summary>
internal static class Guard
{
    public const int MaxListSize = 1000;
    public const int MaxTextLength = 200;
    public const int MaxSubjectLength = 255;

    public static void Limit(int limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxListSize, name);
    }

    /// <summary>Whether an account may have a subject: what every database stores as it is, or nobody could tell two apart.</summary>
    public static bool IsSubject(string subject) =>
        subject is { Length: > 0 and <= MaxSubjectLength }
        // Half of a surrogate pair reads as the replacement character.
        && !subject.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || Rune.IsControl(rune));

    public static void Text(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        if (text.Length > MaxTextLength)
        {
            throw new ArgumentException(
                $"The text has {text.Length} characters; at most {MaxTextLength} are searched.",
                name
            );
        }
    }
}
