using LearningStudio.Moderation.Rules.Loading;

namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Finds options that are out of their bounds.</summary>
internal static class OptionLint
{
    public static IEnumerable<LintFinding> Find(ModerationOptions options) =>
        (ModerationOptionsGuard.Check(options).Failures ?? []).Select(failure => new LintFinding(
            "",
            SourcedRule.Configuration,
            LintKind.InvalidOption,
            failure
        ));
}
