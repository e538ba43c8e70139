using System.Globalization;
using LearningStudio.Moderation.Evaluation;

namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Finds rules that do nothing: expired, of scopes that are not there, or without a hit.</summary>
internal static class UseLint
{
    private const string SourceOfScopes = "scopes";

    public static IEnumerable<LintFinding> Find(IReadOnlyList<CompiledRule> rules, LintContext context)
    {
        DateTimeOffset now = context.Time.GetUtcNow();
        foreach (CompiledRule rule in rules)
        {
            if (rule.Expires <= now)
            {
                string day = rule.Expires.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                yield return Finding(rule, LintKind.Expired, $"expired on {day}: remove it, or set a later day.");
            }
            else if (context.Statistics is { } statistics && statistics.Find(rule.Id) is null or { Hits: 0 })
            {
                yield return Finding(
                    rule,
                    LintKind.NeverFired,
                    "has hit nothing since the statistics began: remove it, or see by its examples whether it still can."
                );
            }
        }

        foreach (LintFinding finding in OfScopes(rules, context.Scopes))
        {
            yield return finding;
        }
    }

    private static IEnumerable<LintFinding> OfScopes(
        IReadOnlyList<CompiledRule> rules,
        IReadOnlyCollection<string>? scopes
    )
    {
        if (scopes is null)
        {
            return rules.Any(rule => rule.Scopes.Count > 0)
                ?
                [
                    new LintFinding(
                        "",
                        SourceOfScopes,
                        LintKind.UncheckedScopes,
                        "could not be checked: give the list of those that there are."
                    ),
                ]
                : [];
        }

        var known = scopes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return rules.SelectMany(rule =>
            rule.Scopes.Select(scope => scope.TrimStart('!'))
                .Where(scope => !known.Contains(scope))
                .Select(scope =>
                    Finding(
                        rule,
                        LintKind.UnknownScope,
                        $"names the scope {scope}, which there is not: mend or remove it."
                    )
                )
        );
    }

    private static LintFinding Finding(CompiledRule rule, LintKind kind, string message) =>
        new(rule.Id, rule.Source, kind, message);
}
