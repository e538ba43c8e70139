namespace LearningStudio.Repositories.BulkLoad;

/// <summary>The SQL scripts beside this file, which the assembly carries.</summary>
internal static class Script
{
    public static string Read(string name)
    {
        using Stream stream = typeof(Script).Assembly.GetManifestResourceStream(
            $"{typeof(Script).Namespace}.{name}.sql"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
