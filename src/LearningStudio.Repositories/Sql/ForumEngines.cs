using Npgsql;

namespace LearningStudio.Repositories.Sql;

internal static class ForumEngines
{
    private const int PreparedStatements = 100;

    public static IForumEngine Of(ForumRepositoriesOptions options)
    {
        if (options.Sqlite is { Length: > 0 } sqlite)
        {
            return new SqliteEngine(sqlite);
        }

        if (options.DataSource is { } given)
        {
            return new PostgreSqlEngine(given, isOwned: false);
        }

        var connection = new NpgsqlConnectionStringBuilder(options.PostgreSql);
        if (!connection.Keys.Contains("Max Auto Prepare", StringComparer.OrdinalIgnoreCase))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        return new PostgreSqlEngine(NpgsqlDataSource.Create(connection), isOwned: true);
    }
}
