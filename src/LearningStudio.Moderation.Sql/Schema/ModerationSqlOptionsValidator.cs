using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LearningStudio.Moderation.Sql.Schema;

internal sealed class ModerationSqlOptionsValidator : IValidateOptions<ModerationSqlOptions>
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, ModerationSqlOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (DatabaseError(options) is { } error)
        {
            result.AddError(error);
        }

        if (options.FlushInterval < MinInterval || options.FlushInterval > MaxInterval)
        {
            result.AddError($"FlushInterval is {options.FlushInterval}: give from {MinInterval} to {MaxInterval}.");
        }

        return result.Build();
    }

    private static string? DatabaseError(ModerationSqlOptions options)
    {
        // An environment that leaves one empty, as compose files do, names the other.
        bool hasSqlite = !string.IsNullOrEmpty(options.Sqlite);
        bool hasPostgreSql = !string.IsNullOrEmpty(options.PostgreSql);
        int given = (hasSqlite ? 1 : 0) + (hasPostgreSql ? 1 : 0) + (options.DataSource is null ? 0 : 1);
        return given switch
        {
            > 1 => "Sqlite and PostgreSql are both given, or PostgreSql twice: give exactly one database.",
            0 =>
                "Sqlite is missing, and so is PostgreSql: give a connection string, for example 'Data Source=moderation.db'.",
            _ when hasSqlite => SqliteError(options.Sqlite!),
            _ when hasPostgreSql => PostgreSqlError(options.PostgreSql!),
            _ => null,
        };
    }

    private static string? SqliteError(string connectionString)
    {
        try
        {
            var parsed = new SqliteConnectionStringBuilder(connectionString);
            bool isPrivate =
                parsed.DataSource.Length == 0
                || (
                    (parsed.DataSource is ":memory:" || parsed.Mode == SqliteOpenMode.Memory)
                    && parsed.Cache != SqliteCacheMode.Shared
                );
            return isPrivate
                ? "Sqlite must name a file, or be a shared in-memory database ('Mode=Memory;Cache=Shared')."
                : null;
        }
        catch (ArgumentException)
        {
            // The parser's message repeats the string, which may hold a password.
            return "Sqlite is not a connection string of Microsoft.Data.Sqlite.";
        }
    }

    private static string? PostgreSqlError(string connectionString)
    {
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host)
                ? "PostgreSql must name a host, for example 'Host=localhost;Database=forum'."
                : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidCastException)
        {
            return "PostgreSql is not a connection string of Npgsql.";
        }
    }
}
