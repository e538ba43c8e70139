namespace LearningStudio.Repositories.Queries;

/// <summary>Makes text safe to stand in a LIKE pattern.</summary>
internal static class LikePattern
{
    public const char EscapeCharacter = '\\';

    public static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
