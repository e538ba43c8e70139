using LearningStudio.Moderation.Evaluation;

namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Finds rules that look for the same at the same places.</summary>
internal static class DuplicateLint
{
    public static IEnumerable<LintFinding> Find(IEnumerable<CompiledRule> rules) =>
        rules
            .GroupBy(KeyOf)
            .SelectMany(same =>
                same.Skip(1)
                    .Select(rule => new LintFinding(
                        rule.Id,
                        rule.Source,
                        LintKind.Duplicate,
                        $"looks for the same as {same.First().Id}, in the same fields, scopes and trust levels: keep one."
                    ))
            );

    // Detectors have their own texts: none is an expression.
    private static (string, bool, bool, bool, RuleFields, int?, string) KeyOf(CompiledRule rule) =>
        (
            rule.Pattern?.Text ?? $"{rule.Kind} {rule.Text}",
            rule.Pattern is null,
            rule.MatchCase,
            rule.RawOnly,
            rule.Fields,
            rule.MaxTrust,
            string.Join('\u0001', rule.Scopes.Order(StringComparer.OrdinalIgnoreCase)).ToUpperInvariant()
        );
}
