using LearningStudio.Connections;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Sql.Schema;

internal sealed class ModerationSqlOptionsValidator : IValidateOptions<ModerationSqlOptions>
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, ModerationSqlOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        var database = new ConnectionSettings(options.Sqlite, options.PostgreSql, options.DataSource);
        if (database.Error("moderation.db") is { } error)
        {
            result.AddError(error);
        }

        if (options.FlushInterval < MinInterval || options.FlushInterval > MaxInterval)
        {
            result.AddError($"FlushInterval is {options.FlushInterval}: give from {MinInterval} to {MaxInterval}.");
        }

        return result.Build();
    }
}
