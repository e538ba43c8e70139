using LearningStudio.Moderation.Loading;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Lint;

/// <summary>Finds options that are out of their bounds.</summary>
internal static class OptionLint
{
    public static IEnumerable<LintFinding> Find(ModerationOptions options) =>
        (OptionBounds.Check(options).Failures ?? []).Select(failure => new LintFinding(
            "",
            SourcedRule.Configuration,
            LintKind.InvalidOption,
            failure
        ));
}
