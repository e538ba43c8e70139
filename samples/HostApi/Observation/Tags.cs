namespace LearningStudio.HostApi.Observation;

/// <summary>Reads the attributes of a measurement.</summary>
internal static class Tags
{
    public static string? Text(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name) =>
        Find(tags, name) as string;

    public static int? Number(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name) =>
        Find(tags, name) as int?;

    private static object? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (string.Equals(tag.Key, name, StringComparison.Ordinal))
            {
                return tag.Value;
            }
        }

        return null;
    }
}
