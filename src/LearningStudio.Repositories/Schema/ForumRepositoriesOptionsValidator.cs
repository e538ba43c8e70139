using System.Buffers.Text;
using LearningStudio.Connections;
using LearningStudio.Repositories.Counters;
using Microsoft.Extensions.Options;

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
        yield return new ConnectionSettings(options.Sqlite, options.PostgreSql, options.DataSource).Error("forum.db");
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

    private static string? Outside(string option, TimeSpan value, TimeSpan shortest, TimeSpan longest) =>
        value < shortest || value > longest ? $"{option} is {value}: give from {shortest} to {longest}." : null;
}
