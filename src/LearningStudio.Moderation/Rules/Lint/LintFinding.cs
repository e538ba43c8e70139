namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>Something to mend, or to know, about a rule.</summary>
public sealed class LintFinding
{
    internal LintFinding(string ruleId, string source, LintKind kind, string message)
    {
        RuleId = ruleId;
        Source = source;
        Kind = kind;
        Message = message;
    }

    /// <summary>The rule's id; empty where it is about no rule.</summary>
    public string RuleId { get; }

    /// <summary>
    /// Where it stands: <c>configuration</c>, <c>classic</c>, or a file's name and, for a list, the line.
    /// </summary>
    public string Source { get; }

    /// <summary>What is found.</summary>
    public LintKind Kind { get; }

    /// <summary>What it is and what to do, without the pattern.</summary>
    public string Message { get; }

    /// <summary>How grave it is.</summary>
    public LintSeverity Severity =>
        Kind switch
        {
            LintKind.InvalidOption or LintKind.UnusableFile or LintKind.Rejected => LintSeverity.Error,
            LintKind.LinearEngine or LintKind.UncheckedScopes => LintSeverity.Note,
            _ => LintSeverity.Warning,
        };
}
