using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Says what a pattern costs: whether the index can go by a literal, and how its time grows at worst.</summary>
internal static class PatternLint
{
    public static IEnumerable<LintFinding> Find(IEnumerable<CompiledRule> rules) =>
        rules.Where(rule => rule.Pattern is not null).SelectMany(rule => Find(rule, rule.Pattern!));

    private static IEnumerable<LintFinding> Find(CompiledRule rule, SearchPattern pattern)
    {
        if (pattern.Plan == SearchPlan.Always)
        {
            yield return new LintFinding(
                rule.Id,
                rule.Source,
                LintKind.NoLiteral,
                $"has no literal of {LiteralRarity.MinLiteral} characters or more that each match must hold, so every text costs a search: add one, or make it a detector."
            );
        }

        if (!pattern.IsRisky)
        {
            yield break;
        }

        string growth = pattern.Ambiguity == Ambiguity.Exponential ? "exponential" : "polynomial";
        yield return pattern.Backtracks
            ? new LintFinding(
                rule.Id,
                rule.Source,
                LintKind.Backtracking,
                $"may take {growth} time and only backtracking can run it, up to Limits:RuleTime: drop what rules the linear engine out (lookarounds, backreferences, atomic groups, lazy repetitions), or bound its repetitions."
            )
            : new LintFinding(
                rule.Id,
                rule.Source,
                LintKind.LinearEngine,
                $"would take {growth} time by backtracking; the linear engine runs it."
            );
    }
}
