using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>
/// Names each bad option with its bounds. Bad rules stop the start; of a later change they are left out of the set, so
/// that the good ones of the same change are in force.
/// </summary>
internal sealed class ModerationOptionsValidator(
    FirstLoad load,
    ModerationMetrics metrics,
    IEnumerable<SettingsValidator<ModerationOptions>> sections,
    ILogger<SpamScorer>? logger = null
) : IValidateOptions<ModerationOptions>
{
    private bool _hasStarted;

    public ValidateOptionsResult Validate(string? name, ModerationOptions options)
    {
        ValidateOptionsResult answer = Check(name, options);
        if (Volatile.Read(ref _hasStarted))
        {
            Report(answer);
            return answer;
        }

        answer = answer.Failed ? answer : CheckRules(options);
        Volatile.Write(ref _hasStarted, !answer.Failed);
        return answer;
    }

    private ValidateOptionsResult Check(string? name, ModerationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(ModerationOptionsGuard.Check(options));
        foreach (SettingsValidator<ModerationOptions> section in sections)
        {
            result.AddResult(section.Validate(name, options));
        }

        return result.Build();
    }

    // Who made the change, a watched file as a rule, lets the exception vanish: the log is where it can be found.
    private void Report(ValidateOptionsResult answer)
    {
        if (answer.Failed)
        {
            metrics.Changed(isTaken: false);
            logger?.ChangeRefused(answer.FailureMessage);
        }
    }

    private ValidateOptionsResult CheckRules(ModerationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        try
        {
            foreach (RejectedRule rule in load.Make(options))
            {
                if (rule.Source.Equals(SourcedRule.Configuration, StringComparison.Ordinal))
                {
                    result.AddError(rule.Reason, $"Rules.{rule.Id}");
                }
                else if (rule.Source.Equals(RuleLoad.CompositeRules, StringComparison.Ordinal))
                {
                    result.AddError(rule.Reason, $"CompositeRules.{rule.Id}");
                }
            }
        }
        catch (RuleFileException exception)
        {
            result.AddError(exception.Message, nameof(options.RuleFiles));
        }

        return result.Build();
    }
}
