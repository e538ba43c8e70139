using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.Connections;

/// <summary>The settings that say where a package's database is, of which exactly one is given.</summary>
/// <param name="Sqlite">A connection string of Microsoft.Data.Sqlite.</param>
/// <param name="PostgreSql">A connection string of Npgsql.</param>
/// <param name="DataSource">A data source of Npgsql.</param>
internal readonly record struct ConnectionSettings(string? Sqlite, string? PostgreSql, NpgsqlDataSource? DataSource)
{
    /// <summary>What is wrong with them, without their values; null where nothing is.</summary>
    /// <param name="example">The name of a file, for an example.</param>
    public string? Error(string example)
    {
        // An environment that leaves one empty, as compose files do, names the other.
        bool hasSqlite = !string.IsNullOrEmpty(Sqlite);
        bool hasPostgreSql = !string.IsNullOrEmpty(PostgreSql);
        int given = (hasSqlite ? 1 : 0) + (hasPostgreSql ? 1 : 0) + (DataSource is null ? 0 : 1);
        return given switch
        {
            > 1 => "Sqlite and PostgreSql are both given, or PostgreSql twice: give exactly one database.",
            0 =>
                $"Sqlite is missing, and so is PostgreSql: give a connection string, for example 'Data Source={example}'.",
            _ when hasSqlite => SqliteError(Sqlite!, example),
            _ when hasPostgreSql => PostgreSqlError(PostgreSql!),
            _ => null,
        };
    }

    private static string? SqliteError(string connectionString, string example)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return $"Sqlite is missing: give a connection string, for example 'Data Source={example}'.";
        }

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
