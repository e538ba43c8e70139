namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Something to mend, or to know, about a rule.</summary>
/// <param name="RuleId">The rule's id; empty where it is about no rule.</param>
/// <param name="Source">Where it stands: <c>configuration</c>, <c>classic</c>, or a file's name and, for a list, the line.</param>
/// <param name="Kind">What is found.</param>
/// <param name="Message">What it is and what to do, without the pattern.</param>
public sealed record LintFinding(string RuleId, string Source, LintKind Kind, string Message)
{
    /// <summary>How grave it is.</summary>
    public LintSeverity Severity =>
        Kind switch
        {
            LintKind.InvalidOption or LintKind.UnusableFile or LintKind.Rejected => LintSeverity.Error,
            LintKind.LinearEngine or LintKind.UncheckedScopes => LintSeverity.Note,
            _ => LintSeverity.Warning,
        };
}
