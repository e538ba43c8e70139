using Npgsql;

namespace LearningStudio.Repositories.Sql;

internal static class SqlDialects
{
    private const int PreparedStatements = 100;

    public static ISqlDialect Create(ForumRepositoriesOptions options)
    {
        if (options.Sqlite is { Length: > 0 } sqlite)
        {
            return new SqliteDialect(sqlite);
        }

        if (options.DataSource is { } given)
        {
            return new PostgreSqlDialect(given, isOwned: false);
        }

        var connection = new NpgsqlConnectionStringBuilder(options.PostgreSql);
        if (!connection.Keys.Contains("Max Auto Prepare", StringComparer.OrdinalIgnoreCase))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        return new PostgreSqlDialect(NpgsqlDataSource.Create(connection), isOwned: true);
    }
}
