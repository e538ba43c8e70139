using LearningStudio.Moderation.Loading;
using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Lint;

/// <summary>Finds options that are out of their bounds.</summary>
internal static class OptionLint
{
    public static IEnumerable<LintFinding> Find(ModerationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        new OptionBounds(result).Check(options);
        return (result.Build().Failures ?? []).Select(failure => new LintFinding(
            "",
            SourcedRule.Configuration,
            LintKind.InvalidOption,
            failure
        ));
    }
}
