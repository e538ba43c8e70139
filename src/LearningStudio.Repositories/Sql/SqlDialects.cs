using LearningStudio.Connections;

namespace LearningStudio.Repositories.Sql;

internal static class SqlDialects
{
    public static ISqlDialect Create(ForumRepositoriesOptions options) =>
        options switch
        {
            { Sqlite: { Length: > 0 } sqlite } => new SqliteDialect(sqlite),
            { DataSource: { } given } => new PostgreSqlDialect(new PostgreSqlPool(given)),
            _ => new PostgreSqlDialect(new PostgreSqlPool(options.PostgreSql!)),
        };
}
