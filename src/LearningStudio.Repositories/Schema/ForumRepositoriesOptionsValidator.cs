using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Schema;

internal sealed class ForumRepositoriesOptionsValidator : IValidateOptions<ForumRepositoriesOptions>
{
    public ValidateOptionsResult Validate(string? name, ForumRepositoriesOptions options) =>
        Error(options.Sqlite) is { } error
            ? ValidateOptionsResult.Fail($"{nameof(options.Sqlite)} {error}")
            : ValidateOptionsResult.Success;

    private static string? Error(string? connectionString)
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
}
