using System.Globalization;
using System.Text.RegularExpressions;

namespace LearningStudio.Repositories.Writing;

/// <summary>Names of topics in addresses.</summary>
internal static partial class Slugs
{
    private const int MaxLength = 60;

    /// <summary>The words of a title in lower case, and the topic's id, which makes it unique.</summary>
    public static string Create(string title, long id)
    {
        string words = NotWord().Replace(title.ToLowerInvariant(), "-").Trim('-');
        // A cut must not leave half of a surrogate pair.
        int end = Math.Min(words.Length, MaxLength);
        end -= end > 0 && end < words.Length && char.IsHighSurrogate(words[end - 1]) ? 1 : 0;
        words = words[..end].TrimEnd('-');
        return string.Create(CultureInfo.InvariantCulture, $"{(words.Length == 0 ? "topic" : words)}-{id}");
    }

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.None, 1000)]
    private static partial Regex NotWord();
}
