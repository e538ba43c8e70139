using System.Text.RegularExpressions;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>How texts are found.</summary>
internal static partial class WordModel
{
    /// <summary>By all of the words, the last one also as a beginning; literally without words, and in tables without an index of them.</summary>
    public static bool Finds(string text, string sought, bool hasWords)
    {
        string[] words = Of(sought);
        string[] held = Of(text);
        return hasWords && words.Length > 0
            ? words[..^1].All(held.Contains) && held.Any(word => word.StartsWith(words[^1], StringComparison.Ordinal))
            : text.Contains(sought, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Of(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
