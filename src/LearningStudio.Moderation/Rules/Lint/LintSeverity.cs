namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>How grave a finding is.</summary>
public enum LintSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>The rule works, and costs or counts otherwise than its author may think.</summary>
    Warning,

    /// <summary>The rule, or all rules of a file, are not in force.</summary>
    Error,
}
