using Microsoft.Data.Sqlite;

namespace LearningStudio.Repositories.Schema;

internal static class SqliteConnectionString
{
    /// <summary>The configured string with foreign keys enforced, which SQLite leaves off.</summary>
    public static string Of(ForumRepositoriesOptions options) =>
        new SqliteConnectionStringBuilder(options.Sqlite) { ForeignKeys = true }.ConnectionString;
}
