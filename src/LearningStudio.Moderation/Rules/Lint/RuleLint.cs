using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules.Loading;

namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Checks rules before they are in force, and says what they cost.</summary>
public static class RuleLint
{
    /// <summary>Reads all rules and files of the options, as the start does, and reports what is wrong or odd.</summary>
    /// <remarks>
    /// Rules that are disabled are not looked at. A pattern of which neither <see cref="LintKind.Backtracking"/> nor
    /// <see cref="LintKind.LinearEngine"/> is found takes time in proportion to the square of a text at worst. Takes as
    /// long as a load of the rules and about as long again; pure but for reading the files.
    /// </remarks>
    /// <param name="options">The options, whether they are valid or not; not changed, and not kept.</param>
    /// <param name="context">What is known besides; null: nothing.</param>
    /// <returns>The findings, the gravest first, then by the rules' ids.</returns>
    public static IReadOnlyList<LintFinding> Check(ModerationOptions options, LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. Find(options, context ?? new LintContext())
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
                .ThenBy(finding => finding.Kind),
        ];
    }

    private static List<LintFinding> Find(ModerationOptions options, LintContext context)
    {
        List<LintFinding> findings = [.. OptionLint.Find(options)];
        if (findings.Count == 0)
        {
            findings.AddRange(FileLint.Find(options));
        }

        // What follows needs both.
        if (findings.Count > 0)
        {
            return findings;
        }

        (RuleSet set, IReadOnlyList<RejectedRule> rejected) = RuleLoad.Load(options, null);
        findings.AddRange(
            rejected.Select(rule => new LintFinding(rule.Id, rule.Source, LintKind.Rejected, rule.Reason))
        );
        findings.AddRange(PatternLint.Find(set.Rules));
        findings.AddRange(DuplicateLint.Find(set.Rules));
        findings.AddRange(SubsumptionLint.Find(set.Rules));
        findings.AddRange(UseLint.Find(set.Rules, context));
        return findings;
    }
}
