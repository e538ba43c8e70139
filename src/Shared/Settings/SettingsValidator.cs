using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LearningStudio.Settings;

/// <summary>Refuses options whose section holds a setting that they do not have.</summary>
internal sealed class SettingsValidator<TOptions>(string optionsName, IConfiguration configuration, KnownSettings known)
    : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        bool isOurs = string.Equals(name, optionsName, StringComparison.Ordinal);
        string[] errors = isOurs ? [.. known.Errors(configuration)] : [];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
