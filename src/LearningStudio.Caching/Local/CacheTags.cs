namespace LearningStudio.Caching.Local;

/// <summary>The tags of a call, checked and copied: the caller's collection may change while its factory runs.</summary>
internal static class CacheTags
{
    /// <summary>The reserved tag, and the pattern, that mean every entry.</summary>
    public const string Everything = "*";

    public static string[] Checked(IEnumerable<string>? tags, CacheLimits limits)
    {
        if (tags is null)
        {
            return [];
        }

        string[] copy = [.. tags];
        foreach (string tag in copy)
        {
            if (
                string.IsNullOrWhiteSpace(tag)
                || tag is Everything
                || tag.Length > limits.MaxKeyLength
                || WellFormed.HasLoneSurrogate(tag)
            )
            {
                throw new ArgumentException(
                    $"A tag must have 1 to {limits.MaxKeyLength} characters, not all blank, no half of a surrogate pair, and not be '*'.",
                    nameof(tags)
                );
            }
        }

        return copy;
    }
}
