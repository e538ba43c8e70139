using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.BulkLoad;

/// <summary>The SQL scripts beside this file, which the assembly carries.</summary>
internal static class Script
{
    /// <summary>A script that is one text for all databases, or the one of this database.</summary>
    public static string Read(string name, ForumDatabase database)
    {
        string folder = typeof(Script).Namespace!;
        using Stream stream =
            typeof(Script).Assembly.GetManifestResourceStream($"{folder}.{name}.sql")
            ?? typeof(Script).Assembly.GetManifestResourceStream($"{folder}.{database.Dialect.Name}.{name}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The script that erases all content, that of the options' other tables first.</summary>
    public static string Erase(ForumDatabase database)
    {
        IReadOnlyList<string> others = database.Options.OtherTables;
        // Tables that refer to each other are truncated together.
        return Read("erase", database)
            .Replace(
                "/* others: list */",
                string.Concat(others.Select(table => $"{table}, ")),
                StringComparison.Ordinal
            )
            .Replace(
                "/* others: statements */",
                string.Concat(others.Select(table => $"DELETE FROM {table};\n")),
                StringComparison.Ordinal
            );
    }
}
