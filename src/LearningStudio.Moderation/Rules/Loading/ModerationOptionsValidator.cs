using LearningStudio.Settings;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>
/// Names each option that is out of its bounds, and each unknown setting of a bound section. Rules are not options to it:
/// <see cref="RuleSetSource"/> refuses bad ones at the start, and leaves them out of a later change.
/// </summary>
internal sealed class ModerationOptionsValidator(IEnumerable<SettingsValidator<ModerationOptions>> sections)
    : IValidateOptions<ModerationOptions>
{
    public ValidateOptionsResult Validate(string? name, ModerationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(ModerationOptionsGuard.Check(options));
        foreach (SettingsValidator<ModerationOptions> section in sections)
        {
            result.AddResult(section.Validate(name, options));
        }

        return result.Build();
    }
}
