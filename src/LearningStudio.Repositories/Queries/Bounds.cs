using System.Runtime.CompilerServices;

namespace LearningStudio.Repositories.Queries;

/// <summary>The bounds that reads share.</summary>
internal static class Bounds
{
    public const int LargestList = 1000;
    public const int LongestText = 200;

    public static void Limit(int limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestList, name);
    }

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
