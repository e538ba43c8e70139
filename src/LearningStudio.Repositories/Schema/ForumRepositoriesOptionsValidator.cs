using System.Buffers.Text;
using LearningStudio.Repositories.Counters;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LearningStudio.Repositories.Schema;

internal sealed class ForumRepositoriesOptionsValidator : IValidateOptions<ForumRepositoriesOptions>
{
    private const int MinKeyLength = 32;
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, ForumRepositoriesOptions options)
    {
        string[] errors = [.. Errors(options).OfType<string>()];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string?> Errors(ForumRepositoriesOptions options)
    {
        yield return DatabaseError(options);
        yield return !Enum.IsDefined(options.Counters) ? "Counters must be Immediate or Deferred." : null;
        yield return options.Counters == CounterMode.Deferred && options.Tables.Kind != SchemaKind.Native
            ? "Counters can be Deferred only with ForumTables.Native: other tables have no place for the notes."
            : null;
        yield return Outside(nameof(options.FlushInterval), options.FlushInterval, MinInterval, MaxInterval);
        yield return Outside(
            nameof(options.OutboxDelay),
            options.OutboxDelay,
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromMinutes(1)
        );
        yield return Outside(
            nameof(options.OutboxPollInterval),
            options.OutboxPollInterval,
            TimeSpan.FromMilliseconds(20),
            TimeSpan.FromMilliseconds(500)
        );
        yield return options.MaxAttempts is < 1 or > 20
            ? $"MaxAttempts is {options.MaxAttempts}: give from 1 to 20."
            : null;
        yield return options.CursorKey is { } key && !(Base64.IsValid(key, out int length) && length >= MinKeyLength)
            ? $"CursorKey must be Base64 of at least {MinKeyLength} bytes."
            : null;
    }

    private static string? DatabaseError(ForumRepositoriesOptions options)
    {
        // An environment that leaves one empty, as compose files do, names the other.
        bool hasSqlite = !string.IsNullOrEmpty(options.Sqlite);
        bool hasPostgreSql = !string.IsNullOrEmpty(options.PostgreSql);
        int given = (hasSqlite ? 1 : 0) + (hasPostgreSql ? 1 : 0) + (options.DataSource is null ? 0 : 1);
        return given switch
        {
            > 1 => "Sqlite and PostgreSql are both given, or PostgreSql twice: give exactly one database.",
            0 =>
                "Sqlite is missing, and so is PostgreSql: give a connection string, for example 'Data Source=forum.db'.",
            _ when hasSqlite => Prefixed(nameof(options.Sqlite), SqliteError(options.Sqlite)),
            _ when hasPostgreSql => Prefixed(nameof(options.PostgreSql), PostgreSqlError(options.PostgreSql)),
            _ => null,
        };
    }

    private static string? Outside(string option, TimeSpan value, TimeSpan shortest, TimeSpan longest) =>
        value < shortest || value > longest ? $"{option} is {value}: give from {shortest} to {longest}." : null;

    private static string? Prefixed(string option, string? error) => error is null ? null : $"{option} {error}";

    private static string? SqliteError(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return "is missing: give a connection string, for example 'Data Source=forum.db'.";
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
                ? "must name a file, or be a shared in-memory database ('Mode=Memory;Cache=Shared')."
                : null;
        }
        catch (ArgumentException)
        {
            // The parser's message repeats the string, which may hold a password.
            return "is not a connection string of Microsoft.Data.Sqlite.";
        }
    }

    private static string? PostgreSqlError(string? connectionString)
    {
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host)
                ? "must name a host, for example 'Host=localhost;Database=forum'."
                : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidCastException)
        {
            return "is not a connection string of Npgsql.";
        }
    }
}
